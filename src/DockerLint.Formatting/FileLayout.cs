using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Formatting;

/// <summary>Lays out a file: its lines, and the blank ones between them.</summary>
internal sealed class FileLayout
{
    private readonly DockerfileSyntax _file;
    private readonly FormatOptions _options;
    private readonly string _lineEnd;
    private readonly EditList _edits;
    private readonly List<Item> _items = [];
    private readonly List<TextSpan> _kept = [];

    private FileLayout(DockerfileSyntax file, FormatOptions options)
    {
        _file = file;
        _options = options with { UsesTabs = options.UsesTabs ?? UsesTabs(file) };
        _lineEnd = options.LineEnd ?? LineEndOf(file.Source.Value);
        _edits = new EditList(file.Source);
    }

    /// <summary>The edits that give a file the style.</summary>
    public static ImmutableArray<TextEdit> EditsOf(DockerfileModel model, FormatOptions options)
    {
        var layout = new FileLayout(model.Syntax, options);
        layout.AddInstructions(model);
        layout.AddComments();
        layout._items.Sort(static (one, other) => one.Span.CompareTo(other.Span));
        layout.LayLines();
        ImmutableArray<TextEdit> edits = layout._edits.InOrder();
        return layout.LayLineEnds(edits);
    }

    /// <summary>Whether the first indented line that goes on with an instruction starts with a tab.</summary>
    public static bool UsesTabs(DockerfileSyntax file)
    {
        foreach (InstructionSyntax instruction in file.Instructions)
        {
            ReadOnlySpan<char> text = file.Source.Slice(instruction.Span);
            while (text.IndexOf('\n') is var end and >= 0)
            {
                text = text[(end + 1)..];
                // Comments and lines that hold nothing may move or go, and what closes an array is not indented.
                if (text is ['\t' or ' ', ..] && text.TrimStart(" \t") is [not ('\r' or '\n' or '#' or ']'), ..] content && content[0] != file.Escape)
                    return text[0] == '\t';
            }
        }

        return false;
    }

    private static string LineEndOf(string text)
    {
        int end = text.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && text[end - 1] == '\r' ? "\r\n" : "\n";
    }

    private void AddInstructions(DockerfileModel model)
    {
        HashSet<InstructionSyntax> refused = [.. _file.Errors.Select(error => _file.InstructionAt(error.Span.Start)).OfType<InstructionSyntax>()];
        Dictionary<InstructionSyntax, StageState> states = StatesOf(model);
        var indentation = new Indentation(_file, _options, _lineEnd);
        int stages = 0;
        foreach (InstructionSyntax instruction in _file.Instructions)
        {
            bool startsStage = instruction.Kind == InstructionKind.From && stages++ > 0;
            TextSpan tail = TextSpan.Between(instruction.Span.End, Math.Max(instruction.LastLine.End, instruction.Span.End));
            if (instruction.Heredocs.Any(static heredoc => !heredoc.IsTerminated))
            {
                // What is in it, and what comes after it, nobody can tell.
                var rest = TextSpan.Between(instruction.Extent.Start, _file.Source.Length);
                _items.Add(new Item(rest, startsStage) { IsKept = true, IsOpen = true });
                _kept.Add(rest);
                break;
            }

            if (refused.Contains(instruction) || instruction.Kind == InstructionKind.Invalid || !IsBlank(tail) || _file.Source.Slice(instruction.KeywordSpan).Contains('\n'))
            {
                // Where it ends is not sure, or nobody writes it so, and no line of it is touched.
                TextSpan kept = WithoutEnd(instruction.Extent);
                _items.Add(new Item(kept, startsStage) { IsKept = true });
                _kept.Add(kept);
                continue;
            }

            InstructionLayout.Lay(instruction, states.GetValueOrDefault(instruction), indentation, _edits);
            foreach (HeredocSyntax heredoc in instruction.Heredocs)
                _kept.Add(heredoc.BodySpan);
            bool endsInEscape = _file.Source.Value[instruction.Span.End - 1] == _file.Escape;
            if (instruction.Heredocs.IsEmpty)
            {
                _items.Add(new Item(endsInEscape ? WithoutEnd(instruction.Extent) : instruction.Span, startsStage));
                continue;
            }

            if (!endsInEscape)
                _edits.Replace(tail, "");
            _items.Add(new Item(instruction.Extent, startsStage));
        }
    }

    private static Dictionary<InstructionSyntax, StageState> StatesOf(DockerfileModel model)
    {
        Dictionary<InstructionSyntax, StageState> states = new(ReferenceEqualityComparer.Instance);
        foreach (Stage stage in model.StagesWithPreamble)
        {
            for (int index = 0; index < Math.Min(stage.Instructions.Length, stage.States.Length); index++)
                states[stage.Instructions[index]] = stage.States[index];
        }

        return states;
    }

    private void AddComments()
    {
        int end = _items is [.., { IsOpen: true } open] ? open.Span.Start : _file.Source.Length;
        int firstInstruction = _file.Instructions.IsEmpty ? _file.Source.Length : _file.Instructions[0].Extent.Start;
        bool isRefused = _file.Errors.Any(error => _file.Directives.Any(directive => directive.Span.Contains(error.Span)));
        foreach (DirectiveSyntax directive in _file.Directives)
        {
            if (!isRefused)
                _edits.Replace(directive.Span, $"# {directive.Name}={directive.Value}");
            _items.Add(new Item(directive.Span, false));
        }

        foreach (CommentSyntax comment in _file.Comments)
        {
            if (comment.IsInsideInstruction || comment.Span.Start >= end)
                continue;
            ReadOnlySpan<char> text = _file.Source.Slice(comment.Span).TrimEnd();
            var span = new TextSpan(comment.Span.Start, text.Length);
            bool isBeforeAll = _file.Directives.IsEmpty && comment == _file.Comments[0] && span.Start < firstInstruction;
            bool isShebang = isBeforeAll && text.StartsWith("#!");
            // At the start of a line a bare # ends what is said of an instruction, and a directive or #! would count.
            bool staysIndented = comment.IsIndented
                && (comment.Text.Length == 0 || isShebang || (span.Start < firstInstruction && IsDirective(text)));
            bool followsBlank = isShebang || (isBeforeAll && IsDirective(text));
            _items.Add(new Item(span, false) { StaysIndented = staysIndented, FollowsBlank = followsBlank, IsComment = true });
        }
    }

    private static bool IsDirective(ReadOnlySpan<char> comment) =>
        comment.Contains('=') && !DockerfileSyntax.Parse(comment.ToString()).Directives.IsEmpty;

    /// <summary>Lays out the starts of lines. Comments below a comment keep their depth below it, as commented lines of code have it.</summary>
    private void LayLines()
    {
        if (_items.Count == 0)
            return;
        MarkStages();
        int start = _file.Source.Value.StartsWith('\uFEFF') ? 1 : 0;
        int depth = 0;
        int moved = 0;
        for (int index = 0; index < _items.Count; index++)
        {
            Item item = _items[index];
            TextSpan gap = TextSpan.Between(index == 0 ? start : _items[index - 1].Span.End, item.Span.Start);
            string indent = IndentOf(gap);
            if (!item.IsKept)
            {
                // Of other white space nobody sees how wide it is.
                indent = string.Concat(indent.Where(static letter => letter is ' ' or '\t'));
                if (item.StaysIndented && indent.Length == 0)
                    indent = " ";
                if (!item.IsComment || index == 0 || !_items[index - 1].IsComment || _file.Source.Slice(gap).Count('\n') > 1)
                    (depth, moved) = (indent.Length, item.StaysIndented ? 0 : indent.Length);
                if (!item.StaysIndented)
                    indent = indent.Length > depth ? indent[moved..] : "";
            }

            if (IsBlank(gap) && (index == 0 || !_items[index - 1].IsOpen))
                _edits.Replace(gap, Lines(gap, item, isFirst: index == 0) + indent);
        }

        var end = TextSpan.Between(_items[^1].Span.End, _file.Source.Length);
        if (!_items[^1].IsOpen && IsBlank(end))
            _edits.Replace(end, _options.EndsWithLineEnd ? _lineEnd : "");
    }

    private string Lines(TextSpan gap, Item item, bool isFirst)
    {
        int lines = _file.Source.Slice(gap).Count('\n');
        if (isFirst)
            return lines > 0 && (item.FollowsBlank || item.IsKept) ? _lineEnd : "";
        if (item.StartsStage && lines > 2)
            return _lineEnd + _lineEnd + _lineEnd;
        return lines > 1 || item.StartsStage ? _lineEnd + _lineEnd : _lineEnd;
    }

    /// <summary>The white space at the start of the line that a gap ends with.</summary>
    private string IndentOf(TextSpan gap)
    {
        ReadOnlySpan<char> text = _file.Source.Slice(gap);
        return text[(text.LastIndexOf('\n') + 1)..].ToString();
    }

    /// <summary>The comments right above a FROM belong to its stage.</summary>
    private void MarkStages()
    {
        for (int index = _items.Count - 1; index > 0; index--)
        {
            Item item = _items[index];
            Item above = _items[index - 1];
            if (!item.StartsStage || !above.IsComment)
                continue;
            if (_file.Source.Slice(TextSpan.Between(above.Span.End, item.Span.Start)).Count('\n') > 1)
                continue;
            item.StartsStage = false;
            above.StartsStage = true;
        }
    }

    /// <summary>Adds the ends of lines that nothing else has changed and that are not those of the file.</summary>
    private ImmutableArray<TextEdit> LayLineEnds(ImmutableArray<TextEdit> edits)
    {
        string text = _file.Source.Value;
        List<TextSpan> touched = [.. edits.Select(static edit => edit.Span), .. _kept];
        touched.Sort();
        int next = 0;
        int covered = 0;
        bool isAnother = false;
        for (int end = text.IndexOf('\n', StringComparison.Ordinal); end >= 0; end = text.IndexOf('\n', end + 1))
        {
            while (next < touched.Count && touched[next].Start <= end)
                covered = Math.Max(covered, touched[next++].End);
            if (end < covered)
                continue;
            int start = end;
            while (start > covered && text[start - 1] == '\r')
                start--;
            if (text.AsSpan(start, end + 1 - start).SequenceEqual(_lineEnd))
                continue;
            _edits.Replace(TextSpan.Between(start, end + 1), _lineEnd);
            isAnother = true;
        }

        return isAnother ? _edits.InOrder() : edits;
    }

    /// <summary>A span without the ends of lines at its end.</summary>
    private TextSpan WithoutEnd(TextSpan span) => new(span.Start, _file.Source.Slice(span).TrimEnd("\r\n").Length);

    private bool IsBlank(TextSpan span) => _file.Source.Slice(span).IsWhiteSpace();

    /// <summary>A directive, a comment or an instruction.</summary>
    private sealed class Item(TextSpan span, bool startsStage)
    {
        public TextSpan Span => span;

        /// <summary>Whether a blank line stands above it whatever the author has done.</summary>
        public bool StartsStage { get; set; } = startsStage;

        public bool IsComment { get; init; }

        /// <summary>Whether nothing about it changes.</summary>
        public bool IsKept { get; init; }

        /// <summary>Whether nothing says where it ends.</summary>
        public bool IsOpen { get; init; }

        public bool StaysIndented { get; init; }

        /// <summary>Whether it would be read otherwise at the very start of the file.</summary>
        public bool FollowsBlank { get; init; }
    }
}
