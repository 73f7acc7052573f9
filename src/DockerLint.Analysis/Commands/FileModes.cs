using System.Collections.Immutable;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>A mode that files are given.</summary>
/// <param name="Text">As it is written, for chmod(1).</param>
/// <param name="Span">Where it stands.</param>
/// <param name="Paths">What is given it; empty where the command does not name it.</param>
internal readonly record struct GivenMode(string Text, TextSpan Span, string[] Paths)
{
    private const int SetUser = 0x800; // 04000
    private const int SetGroup = 0x400; // 02000
    private const int Sticky = 0x200; // 01000
    private const int OthersReadAndWrite = 0x6; // 00006
    private const int Umask = 0x12; // 00022

    /// <summary>Whether a program of that mode runs as its owner, whoever starts it.</summary>
    public bool RunsAsOwner => Grants(SetUser, 'u', 's');

    /// <summary>Whether a program of that mode runs with its group, whoever starts it.</summary>
    public bool RunsWithGroup => Grants(SetGroup, 'g', 's');

    /// <summary>
    /// Whether everybody may write, and remove what is another's. A group that a folder hands on, or a pipe into which
    /// all may only write, is meant so.
    /// </summary>
    public bool LetsAllWrite => Grants(OthersReadAndWrite, 'o', 'w') && !IsShared;

    /// <summary>What it makes of the rights of a file; null where that depends on more than who may read, write and execute it.</summary>
    public int? AppliedTo(int bits) => FileRights.Of(Text) is { IsOfAccess: true } rights ? rights.Apply(bits, isFolder: false, Umask) : null;

    private bool IsShared => ModeSpec.TryParse(Text, out ModeSpec? mode, out _)
        && (mode.Bits is { } bits ? (bits & (Sticky | SetGroup)) != 0 : Changes(mode, 't', static _ => true));

    private bool Grants(int bit, char user, char permission) => ModeSpec.TryParse(Text, out ModeSpec? mode, out _)
        && (mode.Bits is { } bits ? (bits & bit) == bit : Changes(mode, permission, classes => classes.Contains(user) || classes.Contains('a')));

    private bool Changes(ModeSpec mode, char permission, Func<string, bool> concerns)
    {
        foreach (ModeClause clause in mode.Clauses)
        {
            // Without a class, the umask has a say in what is granted.
            if (!concerns(Slice(clause.Classes)))
                continue;
            foreach (ModeChange change in clause.Changes)
            {
                if (change.Operation != '-' && Slice(change.Permissions).Contains(permission))
                    return true;
            }
        }

        return false;
    }

    private string Slice(TextSpan part) => Text.Substring(part.Start, part.Length);
}

/// <summary>Where files are given a mode.</summary>
internal static class FileModes
{
    /// <summary>The programs that give modes.</summary>
    public static ImmutableArray<string> Programs { get; } = ["chmod", "install", "mkdir"];

    /// <summary>The mode that a command gives; null where it gives none that is written out.</summary>
    public static GivenMode? Of(Invocation command)
    {
        switch (command.Program)
        {
            case "chmod" when command.Operands is [var mode, .. var paths]:
                return new GivenMode(mode.Text, mode.Span, [.. paths.Select(static path => path.Text)]);
            case "install" or "mkdir":
                for (int index = 0; index < command.Words.Length; index++)
                {
                    CommandWord word = command.Words[index];
                    if (word.Text == "-m" && index + 1 < command.Words.Length)
                        return new GivenMode(command.Words[index + 1].Text, command.Words[index + 1].Span, [command.Words[^1].Text]);
                    if (word.Text.StartsWith("--mode=", StringComparison.Ordinal) || (word.Text is ['-', 'm', not 'k', ..] && word.Text.Length > 3))
                        return new GivenMode(word.Text[(word.Text.IndexOf('=', StringComparison.Ordinal) is >= 0 and int equals ? equals + 1 : 2)..], word.Span, [command.Words[^1].Text]);
                }

                return null;
            default:
                return null;
        }
    }

    /// <summary>The mode of <c>--chmod</c>; null where it is not given or not known.</summary>
    public static GivenMode? Of(TransferSyntax transfer, RuleContext context) =>
        transfer.Flag("chmod") is { Value.Length: > 0 } flag && context.Model.ValueOf(flag) is { Length: > 0 } mode
            ? new GivenMode(mode, flag.ValueSpan, [])
            : null;
}
