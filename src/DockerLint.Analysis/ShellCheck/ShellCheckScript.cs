using System.Collections.Immutable;
using System.Text;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.ShellCheck;

/// <summary>The script of a RUN as ShellCheck, the program, gets it to read.</summary>
/// <remarks>
/// Before the script stand a line that names the shell and an export of each variable that the file gives it: what
/// hadolint tells ShellCheck.
/// </remarks>
public sealed class ShellCheckScript
{
    private static readonly ImmutableArray<string> s_proxies =
        ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "https_proxy", "FTP_PROXY", "ftp_proxy", "NO_PROXY", "no_proxy"];

    private readonly LogicalText _script;
    private readonly int _headerLines;

    private ShellCheckScript(RunSyntax instruction, LogicalText script, IReadOnlyCollection<string> header)
    {
        Instruction = instruction;
        _script = script;
        _headerLines = header.Count;
        var text = new StringBuilder();
        foreach (string line in header)
            text.Append(line).Append('\n');
        Text = text.Append(script.Span).Append('\n').ToString();
    }

    /// <summary>The RUN.</summary>
    public RunSyntax Instruction { get; }

    /// <summary>What ShellCheck reads; line ends are <c>\n</c>.</summary>
    public string Text { get; }

    /// <summary>The scripts of a file that ShellCheck understands the language of.</summary>
    public static ImmutableArray<ShellCheckScript> Of(DockerfileModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        ImmutableArray<ShellCheckScript>.Builder scripts = ImmutableArray.CreateBuilder<ShellCheckScript>();
        foreach (Stage stage in model.StagesWithPreamble)
        {
            for (int index = 0; index < stage.Instructions.Length; index++)
            {
                InstructionSyntax instruction = stage.Instructions[index].Nested ?? stage.Instructions[index];
                StageState state = stage.States[index];
                if (instruction is RunSyntax { Script: { } script } run
                    && Shells.KindOf(run, state) == ShellKind.Posix
                    && NameOf(Shells.DialectOf(run, state)) is { } shell)
                {
                    scripts.Add(new ShellCheckScript(run, script.LogicalText, [$"#!/bin/{shell}", .. Exports(stage, index)]));
                }
            }
        }

        return scripts.DrainToImmutable();
    }

    /// <summary>The place in the file of what ShellCheck says of a place in <see cref="Text"/>.</summary>
    /// <param name="line">The line, from 1.</param>
    /// <param name="column">The column, from 1, in Unicode code points.</param>
    /// <param name="endLine">The line of the end.</param>
    /// <param name="endColumn">The column after the last one.</param>
    /// <returns>Null for what is no part of the file: the lines before the script, and the end after it.</returns>
    public TextSpan? SpanOf(int line, int column, int endLine, int endColumn)
    {
        if (OffsetOf(line, column) is not { } start || start >= _script.Length)
            return null;
        int end = Math.Clamp(OffsetOf(endLine, endColumn) ?? start, start, _script.Length);
        return _script.ToSource(TextSpan.Between(start, end));
    }

    private int? OffsetOf(int line, int column)
    {
        if (line <= _headerLines)
            return null;
        ReadOnlySpan<char> text = _script.Span;
        int offset = 0;
        for (int skipped = line - _headerLines - 1; skipped > 0; skipped--)
        {
            int end = text[offset..].IndexOf('\n');
            if (end < 0)
                return null;
            offset += end + 1;
        }

        for (int skipped = column - 1; skipped > 0 && offset < text.Length; skipped--)
            offset += char.IsHighSurrogate(text[offset]) && offset + 1 < text.Length && char.IsLowSurrogate(text[offset + 1]) ? 2 : 1;
        return offset;
    }

    private static IEnumerable<string> Exports(Stage stage, int index) => s_proxies
        .Concat(stage.Scope.NamesBefore(index).Where(name => stage.Scope.Find(name, index) is { Origin: not VariableOrigin.BaseImage }))
        .Distinct(StringComparer.Ordinal)
        .Select(static name => $"export {name}=1");

    private static string? NameOf(ShellDialect dialect) => dialect switch
    {
        ShellDialect.Bash => "bash",
        ShellDialect.Dash => "dash",
        ShellDialect.Ksh => "ksh",
        ShellDialect.Sh => "sh",
        _ => null,
    };
}
