using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Analysis.ShellCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Analysis.Tests.Shell;

/// <summary>
/// Our findings in the scripts of real RUN instructions are those of ShellCheck, on the same lines of the file. It is
/// asked, as a program, when it is installed; it gets the scripts as hadolint would hand them over.
/// </summary>
[Trait(SharedData.Trait, SharedData.Conformance)]
[Trait(SharedData.Trait, "Long")]
public sealed class ShellCheckTests : IDisposable
{
    private const int ScriptsPerRun = 200;

    private static readonly string[] s_marksOfWindows = ["powershell", "pwsh", "windowsservercore", "nanoserver", "escape=`"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("dockerlint-shellcheck-");

    [Fact]
    public void Real_scripts_give_the_findings_of_ShellCheck()
    {
        if (!IsInstalled())
            return;
        HashSet<string> codes = [.. RuleCatalog.All.Where(static rule => rule.IsShellCheck).Select(static rule => rule.Code)];
        var walk = new Walk(RuleCatalog.Rules.Where(static rule => rule.Info.IsShellCheck));
        Dictionary<string, HashSet<(int, string)>> actual = [];
        Dictionary<string, HashSet<(int, string)>> expected = [];
        Dictionary<string, Handed> handed = [];
        foreach (string file in SharedData.Lines("corpus/hadolint.jsonl").Select(static entry => entry.GetProperty("file").GetString()!))
        {
            string text = SharedData.Text("corpus/" + file);
            if (s_marksOfWindows.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)))
                continue;
            DockerfileModel model = DockerfileModel.Create(DockerfileSyntax.Parse(new SourceText(text)));
            var context = new RuleContext(model, FactSet.None, Configuration.PolicyOptions.None);
            walk.Run(model, context);
            expected[file] = [];
            actual[file] = [.. context.Findings
                .Where(static finding => !finding.IsUnknownToHadolint)
                .Select(finding => (model.Syntax.Source.Lines.LineOf(finding.Span.Start), finding.Rule.Code))];
            HandOver(file, model, handed);
        }

        foreach ((string name, int line, int column, string code) in Ask([.. handed.Keys]))
        {
            if (codes.Contains(code) && handed[name].LineOf(line, column) is { } place)
                expected[handed[name].File].Add((place, code));
        }

        var agreement = new Agreement();
        foreach (string file in expected.Keys)
            agreement.Add(file, expected[file], actual[file]);
        Assert.True(handed.Count >= 7500, $"only {handed.Count} scripts");
        Assert.True(agreement.Count >= 1200, $"only {agreement.Count} findings");
        Assert.Empty(agreement.Below(0.9, from: 10).Select(code => $"{code}\n{agreement}"));
        Assert.True(agreement.Share >= 0.95, agreement.ToString());
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private void HandOver(string file, DockerfileModel model, Dictionary<string, Handed> handed)
    {
        foreach (ShellCheckScript script in ShellCheckScript.Of(model))
        {
            string path = Path.Combine(_folder.FullName, $"{handed.Count}.sh");
            File.WriteAllText(path, script.Text);
            handed.Add(path, new Handed(file, model.Syntax.Source, script));
        }
    }

    private static IEnumerable<(string Path, int Line, int Column, string Code)> Ask(IReadOnlyList<string> paths)
    {
        foreach (string[] some in paths.Chunk(ScriptsPerRun))
        {
            using var process = Process.Start(new ProcessStartInfo("shellcheck", ["-f", "json1", "-e", "SC2187,SC1090,SC1091", .. some])
            {
                RedirectStandardOutput = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
            using JsonDocument answer = JsonDocument.Parse(process.StandardOutput.ReadToEnd());
            process.WaitForExit();
            foreach (JsonElement comment in answer.RootElement.GetProperty("comments").EnumerateArray())
            {
                yield return (
                    comment.GetProperty("file").GetString()!,
                    comment.GetProperty("line").GetInt32(),
                    comment.GetProperty("column").GetInt32(),
                    $"SC{comment.GetProperty("code").GetInt32()}");
            }
        }
    }

    private static bool IsInstalled()
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("shellcheck", "--version") { RedirectStandardOutput = true });
            process!.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }

    /// <summary>A script as it was handed over.</summary>
    private sealed record Handed(string File, SourceText Source, ShellCheckScript Script)
    {
        /// <summary>The line of the file; null for what is said of the header or of the end.</summary>
        public int? LineOf(int line, int column) =>
            Script.SpanOf(line, column, line, column) is { } span ? Source.Lines.LineOf(span.Start) : null;
    }
}
