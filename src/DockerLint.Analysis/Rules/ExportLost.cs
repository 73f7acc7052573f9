using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Each RUN has a shell of its own, and what is set in it ends with it: variables, the working directory, a virtual
/// environment. Reported where that is the last thing that the RUN does; of <c>cd</c> only where it is all it does.
/// </summary>
internal sealed class ExportLost() : Rule(
    new("DK4003", "ExportLost", Severity.Warning, Category.Correctness, Profiles.Recommended, "What a RUN sets up last ends with it.")
    {
        Supersedes = ["DL3003", "SC2164"],
        Fix = FixSafety.Unsafe,
    }),
    IVisit<ShellScript>
{
    private static readonly string[] s_sourced =
        ["/activate", "bashrc", "profile", "/setup.bash", "/setup.sh", "/nvm.sh", ".cargo/env", "sdkman-init.sh", "/env.sh", "/conda.sh", "setvars.sh", ".env"];

    public void Visit(ShellScript script, RuleContext context)
    {
        if (script.Instruction is not RunSyntax run
            || script.Syntax.Statements is not [.., { IsBackground: false, Pipelines: [.., { Commands: [ShellSimpleCommandSyntax { Redirections.IsEmpty: true } last] }] }]
            || RemedyFor(last, script.Syntax) is not { } remedy)
        {
            return;
        }

        context.Report(last.Span, $"this ends with the RUN and nothing in it comes after; {remedy}", fix: FixOf(last, run, script.Syntax, context.Source));
    }

    private static string? RemedyFor(ShellSimpleCommandSyntax command, ShellScriptSyntax script) => (command.Name?.Literal, command.Arguments) switch
    {
        ("export", var arguments) when arguments.Any(static argument => !ShellNames.AssignedBy(argument).IsEmpty) => "use ENV",
        ("source" or ".", [{ } file]) when s_sourced.Any(name => file.StaticText.EndsWith(name, StringComparison.Ordinal)) => "set what it sets with ENV, or use it in the RUN that needs it",
        ("conda" or "mamba" or "micromamba" or "pyenv", [{ Literal: "activate" }, ..]) => "put the environment's folder first in PATH with ENV",
        ("alias" or "ulimit" or "umask", { IsEmpty: false }) => "do it in the RUN that needs it",
        ("cd", { IsEmpty: false }) when script.Commands.All(static other => other.Name?.Literal is "cd" or "mkdir" or "export" or "set" or "[") => "use WORKDIR",
        _ => null,
    };

    /// <summary>The instruction that sets the same for good, where the RUN is one command with one plain argument.</summary>
    private static Fix? FixOf(ShellSimpleCommandSyntax command, RunSyntax run, ShellScriptSyntax script, SourceText source)
    {
        if (script is not { Commands.Length: 1, Statements: [{ Pipelines: [{ Prefixes.IsEmpty: true }] }] }
            || command.Arguments is not [{ Literal: not null and not "-" } argument]
            || argument.Text.AsSpan().IndexOfAny("\\~*?[") >= 0
            || !run.Flags.IsEmpty
            || !run.Heredocs.IsEmpty
            || !source.Slice(TextSpan.Between(argument.Span.End, run.Extent.End)).IsWhiteSpace())
        {
            return null;
        }

        string? keyword = command.Name!.Literal switch { "export" => "ENV", "cd" => "WORKDIR", _ => null };
        if (keyword is null)
            return null;
        if (char.IsAsciiLetterLower(run.Keyword[0]))
            keyword = keyword.ToLowerInvariant();
        return new Fix($"Use {keyword}", IsSafe: false, [Edit.Replace(TextSpan.Between(run.KeywordSpan.Start, argument.Span.End), $"{keyword} {source.Slice(argument.Span)}")]);
    }
}
