using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Edits;

/// <summary>Writes a command in shell form as the JSON array of its words.</summary>
internal static class JsonForm
{
    /// <summary>What only a shell has.</summary>
    private static readonly string[] s_builtins =
    [
        ".", ":", "alias", "bg", "builtin", "cd", "command", "declare", "eval", "exit", "export", "fg", "hash", "jobs", "let", "local", "popd",
        "pushd", "read", "readonly", "return", "set", "shift", "shopt", "source", "times", "trap", "type", "typeset", "ulimit", "umask", "unset", "wait",
    ];

    /// <summary>The fix for a command that is one program and its words, without anything that a shell would do to them.</summary>
    /// <returns>Null where a shell is needed, or the words are broken over lines.</returns>
    public static Fix? Of(CommandSyntax command, RuleContext context)
    {
        if (command.ShellText is not { } text
            || text.Text.StartsWith('[')
            || Shells.KindOf(command, context.State) != ShellKind.Posix
            || command.Script is not { Errors.IsEmpty: true, Comments.IsEmpty: true, Statements: [{ Terminator: null, Pipelines: [{ Prefixes.IsEmpty: true, Commands: [ShellSimpleCommandSyntax simple] }] }] }
            || simple is not { Name: { } name, Assignments.IsEmpty: true, Redirections.IsEmpty: true })
        {
            return null;
        }

        ImmutableArray<ShellWordSyntax> words = [name, .. simple.Arguments];
        if (words.Any(word => !IsPlain(word, context.Source)))
            return null;
        ImmutableArray<TextEdit>.Builder edits = ImmutableArray.CreateBuilder<TextEdit>();
        string open = "[";
        if (name.Literal == "exec" && words.Length > 1 && words[1].Characters is not ['-', ..])
        {
            TextSpan exec = TextSpan.Between(name.Span.Start, words[1].Span.Start);
            if (context.Source.Slice(exec).Contains('\n'))
                return null;
            words = words.RemoveAt(0);
            edits.Add(Edit.Delete(exec));
        }

        if (s_builtins.Contains(words[0].Literal) || words[0].Literal == "exec")
            return null;
        for (int index = 0; index < words.Length; index++)
        {
            edits.Add(Edit.Replace(words[index].Span, $"{open}{Quote(words[index].Literal!)}{(index == words.Length - 1 ? "]" : ",")}"));
            open = "";
        }

        return new Fix("Write it as a JSON array", IsSafe: false, edits.DrainToImmutable());
    }

    /// <summary>A string of JSON.</summary>
    public static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (char c in text)
        {
            if (c is '"' or '\\')
                quoted.Append('\\').Append(c);
            else if (c < ' ')
                quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}");
            else
                quoted.Append(c);
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Whether the program gets what is written, quotes aside; a backslash may mean a path of Windows.</summary>
    private static bool IsPlain(ShellWordSyntax word, SourceText source) =>
        word.Literal is not null
        && ShellEdits.IsVerbatim(word, source)
        && !word.Characters.ContainsAny('\\', '\n')
        && word.Parts.All(static part => part is not ShellLiteralSyntax || !part.Characters.ContainsAny("*?[{~"))
        && !word.Parts.Any(static part => part is ShellSingleQuotedSyntax { IsAnsiC: true } or ShellDoubleQuotedSyntax { IsTranslated: true });
}
