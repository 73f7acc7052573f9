using System.Collections.Immutable;

namespace DockerLint.Analysis.Commands;

/// <summary>An option of a command.</summary>
/// <param name="Name">Its name without dashes.</param>
/// <param name="Value">Its value, as written; null where it has none.</param>
/// <param name="Word">The word that it starts in.</param>
internal readonly record struct Option(string Name, string? Value, CommandWord Word);

/// <summary>The arguments of a command, told apart.</summary>
/// <param name="Options">The options, in order; those of a cluster such as <c>-yq</c> one by one.</param>
/// <param name="Operands">All other words, in order.</param>
internal sealed record CommandArguments(ImmutableArray<Option> Options, ImmutableArray<CommandWord> Operands);

/// <summary>How a program reads its options.</summary>
/// <param name="ShortValues">The letters of the short options that take a value.</param>
/// <param name="LongValues">The names of the long options that take a value.</param>
internal sealed record OptionTable(string ShortValues, params ImmutableArray<string> LongValues)
{
    /// <summary>The names of short options.</summary>
    private static readonly string[] s_letters = [.. Enumerable.Range(0, 128).Select(static letter => ((char)letter).ToString())];

    /// <summary>No option is known to take a value, unless <c>=</c> gives it one.</summary>
    public static OptionTable None { get; } = new("");

    /// <summary>Whether <c>-name</c> is a long option, as Go's programs have them.</summary>
    public bool IsSingleDash { get; init; }

    /// <summary>Whether the first operand ends the options: what follows is another program's.</summary>
    public bool EndsAtOperand { get; init; }

    /// <summary>Whether what follows <c>--</c> is for somebody else.</summary>
    public bool EndsAtDashes { get; init; }

    /// <summary>Tells options and operands apart.</summary>
    public CommandArguments Read(ImmutableArray<CommandWord> words) => Read(words, out _);

    /// <inheritdoc cref="Read(ImmutableArray{CommandWord})"/>
    /// <param name="words">The words after the program's name.</param>
    /// <param name="firstOperand">The number of the first operand in <paramref name="words"/>; their count where there is none.</param>
    public CommandArguments Read(ImmutableArray<CommandWord> words, out int firstOperand)
    {
        ImmutableArray<Option>.Builder? options = null;
        ImmutableArray<CommandWord>.Builder operands = ImmutableArray.CreateBuilder<CommandWord>(words.Length);
        firstOperand = words.Length;
        bool isOver = false;
        for (int index = 0; index < words.Length; index++)
        {
            ReadOnlySpan<char> text = words[index].Characters;
            if (!isOver && text is "--")
            {
                if (EndsAtDashes)
                    break;
                isOver = true;
            }
            else if (isOver || text.Length < 2 || text[0] != '-')
            {
                firstOperand = Math.Min(firstOperand, index);
                isOver |= EndsAtOperand;
                operands.Add(words[index]);
            }
            else if (Add(words[index], options ??= ImmutableArray.CreateBuilder<Option>(words.Length)))
            {
                Option last = options[^1];
                index++;
                options[^1] = last with { Value = index < words.Length ? words[index].Text : null };
            }
        }

        return new CommandArguments(options?.DrainToImmutable() ?? [], operands.DrainToImmutable());
    }

    /// <summary>Adds the options of a word; whether the next word is the value of the last one.</summary>
    private bool Add(CommandWord word, ImmutableArray<Option>.Builder options)
    {
        string text = word.Text;
        if (IsSingleDash || text[1] == '-')
        {
            string name = text.TrimStart('-');
            int equals = name.IndexOf('=', StringComparison.Ordinal);
            options.Add(equals < 0 ? new Option(name, null, word) : new Option(name[..equals], name[(equals + 1)..], word));
            return equals < 0 && LongValues.Contains(name);
        }

        for (int index = 1; index < text.Length; index++)
        {
            string name = char.IsAscii(text[index]) ? s_letters[text[index]] : text[index].ToString();
            ReadOnlySpan<char> rest = text.AsSpan(index + 1);
            if (ShortValues.Contains(text[index], StringComparison.Ordinal))
            {
                options.Add(new Option(name, rest.IsEmpty ? null : rest.TrimStart('=').ToString(), word));
                return rest.IsEmpty;
            }

            if (rest is ['=', ..])
            {
                options.Add(new Option(name, rest[1..].ToString(), word));
                return false;
            }

            options.Add(new Option(name, null, word));
        }

        return false;
    }
}
