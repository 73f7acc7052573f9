using System.Text.Json;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Analysis.Tests.Shell;

/// <summary>hadolint's profile has the findings in shell scripts that hadolint has, on the line of the instruction.</summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
public sealed class HadolintShellTests
{
    private static readonly string[] s_marksOfWindows = ["powershell", "pwsh", "windowsservercore", "nanoserver", "escape=`"];

    private static readonly Linter s_linter = new(new LintOptions { Profile = Profiles.Hadolint });

    [Fact]
    public void Real_files_give_the_shell_findings_of_hadolint()
    {
        var agreement = new Agreement();
        int files = 0;
        foreach (JsonElement entry in SharedData.Lines("corpus/hadolint.jsonl"))
        {
            string file = entry.GetProperty("file").GetString()!;
            string text = SharedData.Text("corpus/" + file);
            (int Line, string Code)[] findings =
                [.. entry.GetProperty("findings").EnumerateArray().Select(static finding => (finding[0].GetInt32(), finding[1].GetString()!))];
            // hadolint says nothing more of a file that it cannot read.
            if (findings.Any(static finding => finding.Code == "DL1000")
                || s_marksOfWindows.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            files++;
            agreement.Add(file, findings.Where(static finding => IsShell(finding.Code)).ToHashSet(), Find(text));
        }

        Assert.True(files >= 2400, $"only {files} files");
        Assert.True(agreement.Count >= 650, $"only {agreement.Count} findings");
        Assert.Empty(agreement.Below(0.9, from: 10).Select(code => $"{code}\n{agreement}"));
        Assert.True(agreement.Share >= 0.95, agreement.ToString());
    }

    private static HashSet<(int Line, string Code)> Find(string text)
    {
        DockerfileModel model = DockerfileModel.Create(DockerfileSyntax.Parse(new SourceText(text)));
        return [.. s_linter.Lint(model)
            .Where(static finding => finding.Rule.IsShellCheck)
            .Select(finding => (LineOf(model, finding.Span), finding.Rule.Code))];
    }

    private static int LineOf(DockerfileModel model, TextSpan span) =>
        model.Syntax.Source.PositionOf(model.Syntax.InstructionAt(span.Start)!.Extent.Start).Line;

    private static bool IsShell(string code) => code.StartsWith("SC", StringComparison.Ordinal);
}
