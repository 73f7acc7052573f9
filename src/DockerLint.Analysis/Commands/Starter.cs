using System.Collections.Frozen;
using System.Collections.Immutable;

namespace DockerLint.Analysis.Commands;

/// <summary>A program that only starts another one, which its operands name.</summary>
/// <param name="Options">Its own options.</param>
/// <param name="Operands">How many operands of its own stand before the other program.</param>
internal sealed record Starter(OptionTable Options, int Operands = 0)
{
    /// <summary>Whether <c>NAME=value</c> before the program sets its environment.</summary>
    public bool TakesAssignments { get; init; }

    /// <summary>Options with which it starts nothing.</summary>
    public string NotStarting { get; init; } = "";

    /// <summary>The starters by name.</summary>
    public static FrozenDictionary<string, Starter> All { get; } = new Dictionary<string, Starter>
    {
        ["sudo"] = Of("ughpCrtTUDR", "user", "group", "host", "prompt", "close-from", "role", "type", "chdir", "chroot") with { TakesAssignments = true },
        ["doas"] = Of("uC"),
        ["env"] = Of("uCS", "unset", "chdir") with { TakesAssignments = true },
        ["exec"] = Of("a"),
        ["command"] = Of("") with { NotStarting = "vV" },
        ["builtin"] = Of(""),
        ["nice"] = Of("n", "adjustment"),
        ["ionice"] = Of("cn", "class", "classdata"),
        ["nohup"] = Of(""),
        ["setsid"] = Of(""),
        ["time"] = Of("fo", "format", "output"),
        ["timeout"] = Of("sk", "signal", "kill-after") with { Operands = 1 },
        ["stdbuf"] = Of("ioe", "input", "output", "error"),
        ["xargs"] = Of("aEILnPsd", "arg-file", "delimiter", "replace", "max-lines", "max-args", "max-procs", "max-chars"),
        ["gosu"] = Of("") with { Operands = 1 },
        ["su-exec"] = Of("") with { Operands = 1 },
        ["eatmydata"] = Of(""),
        ["busybox"] = Of(""),
    }.ToFrozenDictionary();

    /// <summary>The number, among the words after its name, of the program that it starts; null where it starts none.</summary>
    public int? ProgramIn(ImmutableArray<CommandWord> words)
    {
        CommandArguments arguments = Options.Read(words, out int index);
        if (arguments.Options.Any(option => NotStarting.Contains(option.Name, StringComparison.Ordinal)))
            return null;
        index += Operands;
        while (TakesAssignments && index < words.Length && words[index].Text.Contains('=', StringComparison.Ordinal))
            index++;
        return index < words.Length && words[index].IsStatic ? index : null;
    }

    private static Starter Of(string shortValues, params string[] longValues) =>
        new(new OptionTable(shortValues, [.. longValues]) { EndsAtOperand = true });
}
