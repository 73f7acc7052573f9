using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Formatting;

/// <summary>Lays out the parts of one instruction on its lines.</summary>
internal sealed class InstructionLayout
{
    private readonly Indentation _indentation;
    private readonly EditList _edits;
    private readonly List<Part> _parts = [];
    private (ShellScriptSyntax Script, int Length)? _shell;

    /// <summary>Whether lines lie as deep as their author has them: those of a script or of a value without quotes do, whose blanks count.</summary>
    private bool _keepsIndents;

    private InstructionLayout(Indentation indentation, EditList edits)
    {
        _indentation = indentation;
        _edits = edits;
    }

    /// <summary>Adds the edits of an instruction that can be read.</summary>
    /// <param name="instruction">The instruction.</param>
    /// <param name="state">What holds before it; null where that is not known.</param>
    /// <param name="indentation">The style.</param>
    /// <param name="edits">Takes the edits.</param>
    public static void Lay(InstructionSyntax instruction, StageState? state, Indentation indentation, EditList edits)
    {
        var layout = new InstructionLayout(indentation, edits);
        layout.Add(instruction, state, Joint.Blank);
        layout.BreakLongFlags(instruction.Kind);
        layout.Lay();
    }

    private SourceText Source => _edits.Source;

    private void Add(InstructionSyntax instruction, StageState? state, Joint before)
    {
        AddWord(instruction.KeywordSpan, before, InstructionKeywords.NameOf(instruction.Kind));
        foreach (FlagSyntax flag in instruction.Flags)
        {
            AddWord(flag.Span, Joint.Blank);
            _parts[^1].IsFlag = true;
        }

        if (instruction.Nested is { } nested)
            Add(nested, state, Joint.Blank);
        else if (instruction is KeyValuesSyntax pairs)
            AddPairs(pairs);
        else
            AddArguments(instruction, state);
    }

    private void AddPairs(KeyValuesSyntax instruction)
    {
        _keepsIndents = instruction.IsLegacy;
        foreach (KeyValueSyntax pair in instruction.Pairs)
        {
            if (instruction.IsLegacy)
            {
                AddWord(pair.Name.Span, Joint.Blank);
                if (pair.Value is { } value)
                    AddWord(value.Span, Joint.Blank);
            }
            else
            {
                AddWord(pair.Span, pair == instruction.Pairs[0] ? Joint.Blank : Joint.Pairs);
            }
        }
    }

    private void AddArguments(InstructionSyntax instruction, StageState? state)
    {
        int first = 0;
        if (instruction is HealthcheckSyntax { Type: { } type })
        {
            AddWord(type.Span, Joint.Blank, type.Text.ToUpperInvariant());
            first = 1;
        }

        if (instruction.Form == ArgumentForm.Json)
        {
            AddArray(instruction, first);
            return;
        }

        if (instruction.Arguments.Length > first + 1 && instruction.Arguments[first].Text.StartsWith('['))
        {
            // Words, since it is no array; with other white space in its strings it might be one.
            AddWord(TextSpan.Between(instruction.Arguments[first].Span.Start, instruction.Arguments[^1].Span.End), Joint.Blank);
            return;
        }

        for (int index = first; index < instruction.Arguments.Length; index++)
        {
            WordSyntax word = instruction.Arguments[index];
            bool isAs = (instruction as FromSyntax)?.As == word;
            AddWord(word.Span, Joint.Blank, isAs ? word.Text.ToUpperInvariant() : null);
        }

        if (instruction is not CommandSyntax { ShellText: { } text, ScriptHeredoc: null, Script: { } script } command)
            return;
        if (_indentation.Options.IndentsShell && state is not null && Shells.KindOf(command, state) == ShellKind.Posix)
            _shell = (script, text.Text.Length);
        else
            _keepsIndents = true;
    }

    private void AddArray(InstructionSyntax instruction, int first)
    {
        int start = _parts[^1].Span.End;
        if (_indentation.FirstContent(TextSpan.Between(start, instruction.Span.End)) is not { } open)
            return;
        AddWord(new TextSpan(open, 1), Joint.Blank);
        for (int index = first; index < instruction.Arguments.Length; index++)
            AddWord(instruction.Arguments[index].Span, index == first ? Joint.Open : Joint.Comma);
        start = _parts[^1].Span.End;
        if (_indentation.FirstContent(TextSpan.Between(start, instruction.Span.End)) is { } close)
            AddWord(new TextSpan(close, 1), Joint.Close);
    }

    private void AddWord(TextSpan span, Joint before, string? text = null)
    {
        if (text is not null && text.Length == span.Length)
            _edits.Replace(span, text);
        bool isBroken = _parts.Count > 0 && Source.Slice(Between(_parts[^1], span)).Contains('\n');
        _parts.Add(new Part(span, before) { IsBroken = isBroken });
    }

    private static TextSpan Between(Part part, TextSpan next) => TextSpan.Between(part.Span.End, next.Start);

    /// <summary>Gives each flag a line of its own where a line with flags is too long; not in FROM, which a digest alone makes long.</summary>
    private void BreakLongFlags(InstructionKind kind)
    {
        if (_indentation.Options.MaxLineLength is not { } limit || kind == InstructionKind.From)
            return;
        int first = _parts.FindIndex(static part => part.IsFlag);
        if (first < 0)
            return;
        int length = 0;
        bool canBreak = false;
        bool isLong = false;
        for (int index = 0; index < _parts.Count && !isLong; index++)
        {
            Part part = _parts[index];
            ReadOnlySpan<char> text = Source.Slice(part.Span);
            int lineEnd = text.IndexOf('\n');
            if (part.IsBroken)
            {
                // What ends a broken line takes two characters.
                isLong = canBreak && length + 2 > limit;
                length = _indentation.Options.IndentSize;
                canBreak = false;
            }
            else
            {
                length += index == 0 ? 0 : part.Before.Plain.Length;
                canBreak |= index > 0 && _parts[index - 1].IsFlag;
            }

            length += lineEnd < 0 ? text.Length : FirstLine(text[..lineEnd]);
            if (lineEnd >= 0)
                break;
        }

        if (!isLong && !(canBreak && length > limit))
            return;
        for (int index = first + 1; index < _parts.Count; index++)
        {
            // At the start of a line it would be a comment.
            if (Source.Value[_parts[index].Span.Start] != '#')
                _parts[index].IsBroken |= _parts[index - 1].IsFlag;
        }
    }

    /// <summary>The length of a line that goes on, whatever blanks stand at its end.</summary>
    private int FirstLine(ReadOnlySpan<char> line) => line.TrimEnd().TrimEnd(_indentation.File.Escape).TrimEnd().Length + 2;

    private void Lay()
    {
        string? aligned = null;
        string? ownIndent = null;
        bool isOnFirstLine = true;
        int column = _parts[0].Span.Length;
        for (int index = 1; index < _parts.Count; index++)
        {
            Part part = _parts[index];
            TextSpan gap = Between(_parts[index - 1], part.Span);
            isOnFirstLine &= !part.IsBroken;
            if (part.Before == Joint.Pairs)
                aligned ??= AlignmentOf(index - 1, column);
            // With other blanks what stands behind an escaped one might be another word, or a part of this.
            if (Source.Value[gap.Start - 1] is '\\' or '`' || _indentation.ContentOf(gap) != part.Before.Content)
            {
                column += gap.Length + part.Span.Length;
                continue;
            }

            _edits.Replace(gap, part switch
            {
                { IsBroken: false } => part.Before.Plain,
                _ when _keepsIndents => part.Before.BeforeBreak + _indentation.OwnBreak(gap, ownIndent ??= OwnIndent()),
                _ => part.Before.BeforeBreak + _indentation.Break(gap, part.Before == Joint.Pairs ? aligned! : _indentation.Of(part.Before.Level)),
            });
            column += part.Before.Plain.Length + part.Span.Length;
        }

        if (_shell is { } shell)
            ShellLayout.Lay(shell.Script, shell.Length, isOnFirstLine ? 0 : 1, _indentation, _edits);
        foreach (Part part in _shell is null ? _parts : _parts.SkipLast(1))
            LayLineEnds(part.Span);
    }

    /// <summary>The indentation of the instruction's second line; one level where it has none.</summary>
    private string OwnIndent()
    {
        int start = _parts[0].Span.End;
        int lineEnd = Source.Slice(TextSpan.Between(start, _parts[^1].Span.End)).IndexOf('\n');
        return lineEnd < 0 ? _indentation.Of(1) : _indentation.OwnAt(_indentation.SkipComments(start + lineEnd + 1));
    }

    /// <summary>Lays out the ends of lines within a part, of which no blank changes.</summary>
    private void LayLineEnds(TextSpan part)
    {
        string text = Source.Value;
        int start = part.Start;
        while (text.IndexOf('\n', start, part.End - start) is var lineEnd and >= 0)
        {
            int escape = lineEnd - 1;
            while (escape > start && text[escape] is ' ' or '\t' or '\r')
                escape--;
            int next = _indentation.SkipComments(lineEnd + 1);
            if (escape < start || text[escape] != _indentation.File.Escape || next >= part.End)
                return;
            _indentation.KeepBlanks(TextSpan.Between(escape, next), _edits);
            start = next;
        }
    }

    /// <summary>Pairs stand below the first of them where that stands behind its keyword.</summary>
    /// <param name="first">The index of the first pair.</param>
    /// <param name="end">The column after it.</param>
    private string AlignmentOf(int first, int end) =>
        _indentation.Options.UsesTabs == true || _parts.Take(first + 1).Any(static part => part.IsBroken)
            ? _indentation.Of(1)
            : new string(' ', end - _parts[first].Span.Length);

    /// <summary>What stands between a part and the one before it.</summary>
    /// <param name="content">The characters besides white space.</param>
    /// <param name="plain">How it is written on one line.</param>
    /// <param name="beforeBreak">What of it stands before a break.</param>
    /// <param name="level">How deep the line after a break lies.</param>
    private sealed class Joint(string content, string plain, string beforeBreak, int level)
    {
        public static readonly Joint Blank = new("", " ", "", 1);

        /// <summary>Between pairs, which stand below each other.</summary>
        public static readonly Joint Pairs = new("", " ", "", 1);
        public static readonly Joint Open = new("", "", "", 1);
        public static readonly Joint Comma = new(",", ", ", ",", 1);
        public static readonly Joint Close = new("", "", "", 0);

        public string Content => content;

        public string Plain => plain;

        public string BeforeBreak => beforeBreak;

        public int Level => level;
    }

    /// <summary>A part that no blank is changed in, but for those of a shell script.</summary>
    private sealed class Part(TextSpan span, Joint before)
    {
        public TextSpan Span => span;

        public Joint Before => before;

        public bool IsFlag { get; set; }

        /// <summary>Whether a line ends before it.</summary>
        public bool IsBroken { get; set; }
    }
}
