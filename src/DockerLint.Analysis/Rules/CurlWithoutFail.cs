using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Unless it is told to fail, curl saves the page that says "not found" and succeeds. Not reported where the same RUN
/// unpacks, checks or runs the file, which fails in its place.
/// </summary>
internal sealed class CurlWithoutFail() : Rule(
    new("DK4011", "CurlWithoutFail", Severity.Warning, Category.Correctness, Profiles.Recommended, "A download by curl does not fail when the server reports an error.")
    {
        Fix = FixSafety.Unsafe,
    }, "curl"),
    IVisit<RunSyntax>
{
    public void Visit(RunSyntax run, RuleContext context)
    {
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        List<Invocation> users = [];
        for (int index = commands.Length - 1; index >= 0; index--)
        {
            Invocation command = commands[index];
            if (command.Program == "curl" && FileOf(command) is { Length: > 0 } file && !Fails(command) && !users.Exists(later => Uses(later, file)))
            {
                context.Report(
                    command.Name.Span,
                    "an error of the server is saved as if it were the file; add --fail",
                    fix: new Fix("Add --fail", IsSafe: false, [new(new TextSpan(command.Name.Span.End, 0), " --fail")]));
            }

            if (MayUse(command))
                users.Add(command);
        }
    }

    /// <summary>The last part of the name that the download gets.</summary>
    private static string? FileOf(Invocation command)
    {
        string? path = command.Has("O", "remote-name") && command.Operands is [.., var url] ? url.Text : command.ValueOf("o", "output");
        return path == "/dev/null" ? null : path?[(path.LastIndexOf('/') + 1)..];
    }

    /// <summary>Whether it fails of itself, or the answer is looked at in another way.</summary>
    private static bool Fails(Invocation command) =>
        command.Has("f", "fail", "fail-with-body", "w", "write-out", "I", "head", "K", "config") || command.Words.Any(static word => word.Text is "-" or "$@");

    private static bool MayUse(Invocation command) =>
        command.Program is not ("chmod" or "chown" or "mv" or "cp" or "ln" or "ls" or "mkdir" or "echo" or "rm" or "curl");

    private static bool Uses(Invocation user, string file) =>
        user.Name.Text.EndsWith(file, StringComparison.Ordinal)
        || user.Words.Any(word => word.Text.Contains(file, StringComparison.Ordinal) || word.Text.Contains('*', StringComparison.Ordinal));
}
