using System.Collections.Frozen;
using System.Collections.Immutable;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Features;

/// <summary>What a part of a text is; the names are those of the protocol.</summary>
internal enum TokenType
{
#pragma warning disable CS1591 // each is the type of that name
    Keyword,
    Comment,
    String,
    Variable,
    Parameter,
    Operator,
    Function,
    Namespace,
    Property,
    Macro,
    Type,
    Number,
#pragma warning restore CS1591
}

/// <summary>
/// Says of each character of a Dockerfile what it is part of: painted over and over, from the whole to its parts, so that what
/// is painted last is what is seen.
/// </summary>
internal sealed class TokenPainter
{
    /// <summary>The modifier of a name where it is declared.</summary>
    private const int Declaration = 1;

    private static readonly FrozenSet<string> s_shellKeywords = FrozenSet.ToFrozenSet(
        ["if", "then", "elif", "else", "fi", "for", "select", "in", "do", "done", "while", "until", "case", "esac", "function", "{", "}"],
        StringComparer.Ordinal);

    private readonly Document _document;
    private readonly DockerfileModel _model;
    private readonly int[] _paint;
    private readonly List<(TokenType Type, int Modifiers)> _colours = [default];

    private TokenPainter(Document document, DockerfileModel model)
    {
        _document = document;
        _model = model;
        _paint = new int[document.Source.Length];
    }

    /// <summary>The types, by number.</summary>
    public static ImmutableArray<string> Types { get; } = [.. Enum.GetNames<TokenType>().Select(static name => name.ToLowerInvariant())];

    /// <summary>The modifiers, by the number of their bit.</summary>
    public static ImmutableArray<string> Modifiers { get; } = ["declaration"];

    /// <summary>The tokens of a part of a Dockerfile, five numbers each, as the protocol has them.</summary>
    public static IReadOnlyList<int> Paint(Document document, TextSpan part)
    {
        var painter = new TokenPainter(document, document.Model!);
        painter.Paint(part);
        return painter.Encode(part);
    }

    private void Paint(TextSpan part)
    {
        foreach (DirectiveSyntax directive in _model.Syntax.Directives)
        {
            Set(directive.Span, TokenType.Comment);
            Set(directive.NameSpan, TokenType.Macro);
            Set(directive.ValueSpan, TokenType.String);
        }

        foreach (Stage stage in _model.StagesWithPreamble)
        {
            if (stage.From is { } from && Overlaps(from, part))
                Paint(from, null);
            for (int index = 0; index < stage.Instructions.Length; index++)
            {
                if (Overlaps(stage.Instructions[index], part))
                    Paint(stage.Instructions[index], stage.States.Length > index ? stage.States[index] : null);
            }
        }

        PaintNames();
        foreach (CommentSyntax comment in _model.Syntax.Comments)
            Set(comment.Span, TokenType.Comment);
        EraseContinuations(part);
    }

    private static bool Overlaps(InstructionSyntax instruction, TextSpan part) => instruction.Extent.Start < part.End && instruction.Extent.End >= part.Start;

    private void Set(TextSpan span, TokenType type, int modifiers = 0)
    {
        if (span.Length == 0)
            return;
        _colours.Add((type, modifiers));
        _paint.AsSpan(span.Start, span.Length).Fill(_colours.Count - 1);
    }

    private void Paint(InstructionSyntax instruction, StageState? state)
    {
        Set(instruction.KeywordSpan, instruction.Kind == InstructionKind.Invalid ? TokenType.String : TokenType.Keyword);
        foreach (FlagSyntax flag in instruction.Flags)
        {
            if (!string.IsNullOrEmpty(flag.Value))
                Set(flag.ValueSpan, TokenType.String);
            Set(flag.NameSpan, TokenType.Parameter);
        }

        foreach (HeredocSyntax heredoc in instruction.Heredocs)
        {
            if (heredoc != (instruction as CommandSyntax)?.ScriptHeredoc)
                Set(heredoc.BodySpan, TokenType.String);
            Set(heredoc.TerminatorSpan, TokenType.Macro);
        }

        switch (instruction)
        {
            case FromSyntax from:
                Paint(from);
                break;
            case KeyValuesSyntax pairs:
                foreach (KeyValueSyntax pair in pairs.Pairs)
                {
                    Set(pair.Name.Span, instruction is LabelSyntax ? TokenType.Property : TokenType.Variable, instruction is LabelSyntax ? 0 : Declaration);
                    if (pair.Value is { } value)
                        Set(value.Span, TokenType.String);
                }

                break;
            case ExposeSyntax expose:
                foreach (WordSyntax port in expose.Arguments)
                    Set(port.Span, TokenType.Number);
                break;
            case CommandSyntax command:
                Paint(command, state);
                break;
            case OnbuildSyntax { Nested: { } nested }:
                Paint(nested, state);
                break;
            default:
                foreach (WordSyntax word in instruction.Arguments)
                    Set(word.Span, TokenType.String);
                break;
        }

        foreach (HeredocSyntax heredoc in instruction.Heredocs)
            Set(heredoc.Span, TokenType.Macro);
    }

    private void Paint(FromSyntax from)
    {
        if (from.Image is { } image)
            Set(image.Span, TokenType.Type);
        if (from.As is { } word)
            Set(word.Span, TokenType.Keyword);
        if (from.Name is { } name)
            Set(name.Span, TokenType.Namespace, Declaration);
    }

    /// <summary>What the builder replaces, and where stages are named.</summary>
    private void PaintNames()
    {
        foreach (Stage stage in _model.Stages)
        {
            if (stage is { Parent: not null, From.Image: { } image })
                Set(image.Span, TokenType.Namespace);
            foreach (StageUse use in stage.Uses)
                Set(use.Span, TokenType.Namespace);
        }

        foreach (ExpandedText text in _model.Expanded)
        {
            foreach (VariableUse use in text.Expansion.Uses)
                Set(text.SpanOf(use.Part.Operator == VariableOperator.None ? use.Part.Span : use.Part.NameSpan), TokenType.Variable);
        }
    }

    private void Paint(CommandSyntax command, StageState? state)
    {
        if (command is HealthcheckSyntax { Type: { } type })
            Set(type.Span, TokenType.Keyword);
        foreach (WordSyntax word in command.JsonWords)
            Set(word.Span, TokenType.String);
        if (state is not null && command is not ShellSyntax && command.Script is { } script && Shells.KindOf(command, state) == ShellKind.Posix)
            Paint(script);
    }

    private void Paint(ShellScriptSyntax script)
    {
        foreach (ShellNode node in script.DescendantsAndSelf())
        {
            switch (node)
            {
                case ShellSimpleCommandSyntax { Name: { } name } command:
                    Set(name.Span, TokenType.Function);
                    foreach (ShellWordSyntax argument in command.Arguments)
                    {
                        if (argument.Characters is ['-', _, ..])
                            Set(argument.Span, TokenType.Parameter);
                    }

                    break;
                case ShellAssignmentSyntax assignment:
                    Set(LeadingSpan(assignment, assignment.Name.Length), TokenType.Variable, Declaration);
                    break;
                case ShellRedirectionSyntax redirection:
                    Set(LeadingSpan(redirection, (redirection.Descriptor?.Length ?? 0) + redirection.Operator.Length), TokenType.Operator);
                    if (redirection.HereDocument is { } document)
                        Set(document.Span, TokenType.String);
                    break;
                case ShellForSyntax loop:
                    PaintKeywords(loop);
                    Set(loop.Variable.Span, TokenType.Variable, Declaration);
                    break;
                case ShellCompoundCommandSyntax or ShellIfClauseSyntax:
                    PaintKeywords(node);
                    break;
                case ShellFunctionSyntax function:
                    PaintKeywords(function);
                    Set(function.Name.Span, TokenType.Function, Declaration);
                    break;
                case ShellOperatorSyntax:
                    Set(node.Span, TokenType.Operator);
                    break;
                case ShellSingleQuotedSyntax or ShellDoubleQuotedSyntax:
                    Set(node.Span, TokenType.String);
                    break;
                case ShellParameterExpansionSyntax:
                    Set(node.Span, TokenType.Variable);
                    break;
            }
        }

        foreach (ShellCommentSyntax comment in script.Comments)
            Set(comment.Span, TokenType.Comment);
    }

    private static TextSpan LeadingSpan(ShellNode node, int length) => node.LogicalText.ToSource(new TextSpan(node.LogicalSpan.Start, length));

    /// <summary>The words between the parts of a compound command.</summary>
    private void PaintKeywords(ShellNode node)
    {
        int start = node.LogicalSpan.Start;
        foreach (ShellNode child in node.Children)
        {
            if (child.LogicalText != node.LogicalText)
                return;
            PaintKeywords(node.LogicalText, start, child.LogicalSpan.Start);
            start = Math.Max(start, child.LogicalSpan.End);
        }

        PaintKeywords(node.LogicalText, start, node.LogicalSpan.End);
    }

    private void PaintKeywords(LogicalText text, int start, int end)
    {
        while (start < end)
        {
            int next = start;
            while (next < end && (char.IsAsciiLetter(text.Span[next]) || text.Span[next] is '{' or '}'))
                next++;
            if (next > start && s_shellKeywords.Contains(text.GetText(TextSpan.Between(start, next))))
                Set(text.ToSource(TextSpan.Between(start, next)), TokenType.Keyword);
            start = next + 1;
        }
    }

    /// <summary>What continues a line is part of nothing.</summary>
    private void EraseContinuations(TextSpan part)
    {
        foreach (InstructionSyntax instruction in _model.Syntax.Instructions)
        {
            if (!Overlaps(instruction, part) || instruction.LastLine.Start <= instruction.Extent.Start)
                continue;
            for (int line = _document.Source.Lines.LineOf(instruction.Extent.Start); line < _document.Source.Lines.LineOf(instruction.LastLine.Start); line++)
            {
                TextSpan span = _document.Source.Lines.SpanOf(line);
                int end = span.Start + _document.Source.Slice(span).TrimEnd().Length;
                if (end > span.Start && _document.Source.Value[end - 1] == _model.Syntax.Escape)
                    _paint[end - 1] = _document.Source.Slice(span).TrimStart().StartsWith("#") ? _paint[end - 1] : 0;
            }
        }
    }

    private List<int> Encode(TextSpan part)
    {
        List<int> data = [];
        LspPosition before = default;
        string text = _document.Source.Value;
        int start = part.Start;
        while (start < part.End)
        {
            int end = start + 1;
            while (end < part.End && _paint[end] == _paint[start] && text[end] is not ('\r' or '\n') && text[start] is not ('\r' or '\n'))
                end++;
            if (_paint[start] != 0 && !text.AsSpan(start, end - start).IsWhiteSpace())
            {
                LspPosition from = _document.Lines.PositionAt(start);
                LspPosition to = _document.Lines.PositionAt(end);
                (TokenType type, int modifiers) = _colours[_paint[start]];
                data.AddRange([from.Line - before.Line, from.Line == before.Line ? from.Character - before.Character : from.Character, to.Character - from.Character, (int)type, modifiers]);
                before = from;
            }

            start = end;
        }

        return data;
    }
}
