using System.Collections.Immutable;
using DockerLint.Lexing;
using Pidgin;

namespace DockerLint.References;

/// <summary>
/// A shell pattern for images, as Docker's reference filters have it (<c>FamiliarMatch</c>, Go's
/// <c>path.Match</c>): <c>*</c> is any run of characters but <c>/</c>, <c>?</c> any character but <c>/</c>,
/// <c>[a-z]</c> and <c>[^a-z]</c> one of a set or not of it, <c>\</c> takes the next character as it is.
/// </summary>
public sealed class ImagePattern
{
    private static readonly Parser<char, char> Plain = Parser<char>.Any;
    private static readonly Parser<char, char> Escaped = Parser.Char('\\').Then(Plain);

    private static readonly Parser<char, char> Member = Lex.Switch(static c => c switch
    {
        '\\' => Escaped,
        '-' or ']' => null,
        _ => Plain,
    });

    private static readonly Parser<char, Range> SetRange =
        Member.Then(
            Parser.Char('-').Then(Member).Optional(),
            static (first, last) => new Range(first, last.GetValueOrDefault(first)));

    private static readonly Parser<char, Element> Set = Parser.Map(
        static (_, negation, first, others, _) => new Element(ElementKind.Set, others.Insert(0, first), negation.Length > 0),
        Parser.Char('['),
        Lex.Take(static rest => rest.StartsWith("^") ? 1 : 0),
        SetRange,
        Lex.Many(SetRange, static c => c != ']'),
        Parser.Char(']'));

    private static readonly Parser<char, Element> Star = Plain.ThenReturn(new Element(ElementKind.Star, [], false));
    private static readonly Parser<char, Element> Any = Plain.ThenReturn(new Element(ElementKind.Any, [], false));
    private static readonly Parser<char, Element> EscapedLiteral = Escaped.Select(Literal);
    private static readonly Parser<char, Element> PlainLiteral = Plain.Select(Literal);

    private static readonly Parser<char, ImmutableArray<Element>> Elements = Lex.Many(Lex.Switch(static c => c switch
    {
        '*' => Star,
        '?' => Any,
        '[' => Set,
        '\\' => EscapedLiteral,
        _ => PlainLiteral,
    })).Before(Parser<char>.End);

    private readonly ImmutableArray<Element> _elements;

    private ImagePattern(string text, ImmutableArray<Element> elements)
    {
        Text = text;
        _elements = elements;
    }

    private enum ElementKind
    {
        Star,
        Any,
        Set,
    }

    /// <summary>The pattern as it is written.</summary>
    public string Text { get; }

    /// <summary>Reads a pattern; null if it is malformed: a set that is empty or not closed, or a <c>\</c> at the end.</summary>
    /// <param name="text">For example <c>docker.example.com/*/app</c>.</param>
    public static ImagePattern? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Elements.Parse(text) is { Success: true, Value: var elements } ? new ImagePattern(text, elements) : null;
    }

    /// <summary>
    /// Whether the pattern describes all of the image's familiar form (<see cref="ImageReference.ToFamiliarString"/>),
    /// or all of its <see cref="ImageReference.Name"/>.
    /// </summary>
    public bool Matches(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Matches(image.ToFamiliarString()) || Matches(image.Name);
    }

    /// <summary>
    /// Whether the pattern describes all of the image's full form (<see cref="ImageReference.ToFullString"/>), or all
    /// of its <see cref="ImageReference.FullName"/>: names of Docker Hub are written out.
    /// </summary>
    public bool MatchesFullName(ImageReference image)
    {
        ArgumentNullException.ThrowIfNull(image);
        return Matches(image.ToFullString()) || Matches(image.FullName);
    }

    /// <summary>The pattern as it is written.</summary>
    public override string ToString() => Text;

    /// <summary>Only the latest star ever takes more, as in Go, so the time is bounded by the product of both lengths.</summary>
    private bool Matches(string text)
    {
        int at = 0, element = 0;
        int star = -1, starEnd = 0;
        while (at < text.Length || element < _elements.Length)
        {
            if (element < _elements.Length && _elements[element].Kind == ElementKind.Star)
            {
                star = element++;
                starEnd = at;
            }
            else if (element < _elements.Length && at < text.Length && _elements[element].Accepts(text[at]))
            {
                element++;
                at++;
            }
            else if (star >= 0 && starEnd < text.Length && text[starEnd] != '/')
            {
                element = star + 1;
                at = ++starEnd;
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    private static Element Literal(char c) => new(ElementKind.Set, [new Range(c, c)], false);

    private readonly record struct Range(char First, char Last);

    private readonly record struct Element(ElementKind Kind, ImmutableArray<Range> Ranges, bool Negated)
    {
        public bool Accepts(char c)
        {
            if (Kind == ElementKind.Any)
                return c != '/';
            foreach (Range range in Ranges)
            {
                if (c >= range.First && c <= range.Last)
                    return !Negated;
            }

            return Negated;
        }
    }
}
