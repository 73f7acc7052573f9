using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary><c>name=value</c>, or a name alone.</summary>
public sealed class KeyValueSyntax : SyntaxNode
{
    internal KeyValueSyntax(LogicalLine line, TextSpan local, WordSyntax name, WordSyntax? value)
        : base(line, local)
    {
        Name = name;
        Value = value;
    }

    /// <summary>What stands before the <c>=</c>.</summary>
    public WordSyntax Name { get; }

    /// <summary>What stands after the <c>=</c>; null where there is none.</summary>
    public WordSyntax? Value { get; }
}

/// <summary>An instruction that sets names to values: ENV, LABEL or ARG.</summary>
public abstract class KeyValuesSyntax : InstructionSyntax
{
    private protected KeyValuesSyntax(InstructionHead head, ImmutableArray<KeyValueSyntax> pairs, bool isLegacy)
        : base(head, ArgumentForm.Words, WordsOf(head.Line, pairs, isLegacy))
    {
        Pairs = pairs;
        IsLegacy = isLegacy;
    }

    /// <summary>The names and their values, in order.</summary>
    public ImmutableArray<KeyValueSyntax> Pairs { get; }

    /// <summary>Whether it is written <c>NAME value</c>, the rest of the line being the value.</summary>
    public bool IsLegacy { get; }

    /// <summary>The last pair that starts at or before a place; null where none does.</summary>
    public KeyValueSyntax? PairAt(int offset) =>
        Sorted.CountWhile(Pairs.AsSpan(), offset, static (pair, offset) => pair.Span.Start <= offset) is > 0 and int count ? Pairs[count - 1] : null;

    internal override IEnumerable<SyntaxNode> Children =>
        [.. Flags, .. Pairs.SelectMany(static pair => pair.Value is null ? [pair.Name] : new[] { pair.Name, pair.Value })];

    private static ImmutableArray<WordSyntax> WordsOf(
        LogicalLine line, ImmutableArray<KeyValueSyntax> pairs, bool isLegacy)
    {
        ImmutableArray<WordSyntax>.Builder words = ImmutableArray.CreateBuilder<WordSyntax>(pairs.Length);
        foreach (KeyValueSyntax pair in pairs)
        {
            if (isLegacy)
            {
                words.Add(pair.Name);
                if (pair.Value is not null)
                    words.Add(pair.Value);
            }
            else
            {
                words.Add(new WordSyntax(line, pair.Local));
            }
        }

        return words.DrainToImmutable();
    }
}

/// <summary><c>ENV name=value…</c> or <c>ENV name value</c>.</summary>
public sealed class EnvSyntax : KeyValuesSyntax
{
    internal EnvSyntax(InstructionHead head, ImmutableArray<KeyValueSyntax> pairs, bool isLegacy)
        : base(head, pairs, isLegacy)
    {
    }
}

/// <summary><c>LABEL name=value…</c> or <c>LABEL name value</c>.</summary>
public sealed class LabelSyntax : KeyValuesSyntax
{
    internal LabelSyntax(InstructionHead head, ImmutableArray<KeyValueSyntax> pairs, bool isLegacy)
        : base(head, pairs, isLegacy)
    {
    }
}

/// <summary><c>ARG name[=default]…</c>.</summary>
public sealed class ArgSyntax : KeyValuesSyntax
{
    internal ArgSyntax(InstructionHead head, ImmutableArray<KeyValueSyntax> pairs)
        : base(head, pairs, isLegacy: false)
    {
    }
}
