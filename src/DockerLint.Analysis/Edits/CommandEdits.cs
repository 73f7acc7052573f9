using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Edits;

/// <summary>Changes of one program that a RUN runs.</summary>
internal static class CommandEdits
{
    private static readonly string[] s_alone =
        ["--yes", "--assume-yes", "--assumeyes", "--quiet", "--no-install-recommends", "--no-cache", "--no-cache-dir", "--upgrade"];

    /// <summary>Adds an option after the word that says what to do, and after the options that stand there and take no value.</summary>
    /// <returns>Null where the command cannot be changed word by word.</returns>
    public static Fix? AddOption(Invocation command, string option)
    {
        int index = command.Operands.IsEmpty ? -1 : IndexOf(command, command.Operands[0]);
        while (index + 1 < command.Words.Length && StandsAlone(command.Words[index + 1].Text))
            index++;
        return AddAfter(command, index < 0 ? command.Name : command.Words[index], option);
    }

    /// <summary>Adds an option after a word of a command.</summary>
    /// <returns>Null where the command cannot be changed word by word.</returns>
    public static Fix? AddAfter(Invocation command, CommandWord word, string option) => !command.IsEditable
        ? null
        : new Fix($"Add {option}", IsSafe: false, [Edit.Insert(word.Span.End, word.IsJson ? $", \"{option}\"" : $" {option}")]);

    /// <summary>Runs another program with the same words.</summary>
    /// <returns>Null where the name does not stand alone in the file.</returns>
    public static TextEdit? Rename(Invocation command, string name, SourceText source)
    {
        if (!command.IsEditable || command.Name.Text != command.Program)
            return null;
        TextSpan span = command.Name.Span;
        string written = command.Name.IsJson ? $"\"{command.Program}\"" : command.Program;
        return Edit.IsVerbatim(source, span, written) ? Edit.Replace(span, command.Name.IsJson ? $"\"{name}\"" : name) : null;
    }

    private static int IndexOf(Invocation command, CommandWord word)
    {
        int index = command.Words.Length - 1;
        while (index >= 0 && command.Words[index].Span != word.Span)
            index--;
        return index;
    }

    private static bool StandsAlone(string word) =>
        s_alone.Contains(word) || (word is ['-', not '-', ..] && !word.AsSpan(1).ContainsAnyExcept("yqU"));
}
