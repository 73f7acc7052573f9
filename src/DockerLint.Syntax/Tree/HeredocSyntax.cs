using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Text;

namespace DockerLint.Syntax.Tree;

/// <summary>A here-document: <c>&lt;&lt;NAME</c> on an instruction and the lines up to NAME.</summary>
public sealed class HeredocSyntax
{
    private readonly SourceText _source;

    internal HeredocSyntax(SourceText source, HeredocMark mark, TextSpan markSpan, TerminatedLines lines)
    {
        _source = source;
        Name = mark.Name;
        IsExpanded = mark.IsExpanded;
        StripsTabs = mark.StripsTabs;
        Span = markSpan;
        BodySpan = lines.Body;
        TerminatorSpan = lines.Terminator;
        IsTerminated = lines.IsTerminated;
    }

    /// <summary>The name, without quotes.</summary>
    public string Name { get; }

    /// <summary>Whether variables in the body are expanded by COPY and ADD: no part of the name is quoted.</summary>
    public bool IsExpanded { get; }

    /// <summary>Whether leading tabs are removed from the body: <c>&lt;&lt;-</c>.</summary>
    public bool StripsTabs { get; }

    /// <summary>Where <c>&lt;&lt;NAME</c> stands.</summary>
    public TextSpan Span { get; }

    /// <summary>The lines of the body, their line ends included.</summary>
    public TextSpan BodySpan { get; }

    /// <summary>The line that ends it, without its line end; empty where there is none.</summary>
    public TextSpan TerminatorSpan { get; }

    /// <summary>Whether the line that ends it was found.</summary>
    public bool IsTerminated { get; }

    /// <summary>The body as written.</summary>
    public string Content => _source.Slice(BodySpan).ToString();

    /// <summary>The body as it is used: without leading tabs where they are stripped.</summary>
    public LogicalText Body
    {
        get
        {
            if (!StripsTabs)
                return new LogicalText(_source.Value, BodySpan);
            ImmutableArray<TextSpan>.Builder lines = ImmutableArray.CreateBuilder<TextSpan>();
            ReadOnlySpan<char> rest = _source.Slice(BodySpan);
            int start = BodySpan.Start;
            while (!rest.IsEmpty)
            {
                int end = rest.IndexOf('\n') + 1;
                if (end == 0)
                    end = rest.Length;
                int tabs = rest[..end].IndexOfAnyExcept('\t');
                if (tabs < 0)
                    tabs = end;
                lines.Add(new TextSpan(start + tabs, end - tabs));
                rest = rest[end..];
                start += end;
            }

            return LogicalText.Join(_source.Value, lines.DrainToImmutable());
        }
    }
}

/// <summary>What <c>&lt;&lt;NAME</c> says.</summary>
/// <param name="Name">Without quotes.</param>
/// <param name="IsExpanded">Whether no part of the name is quoted.</param>
/// <param name="StripsTabs">Whether it is <c>&lt;&lt;-</c>.</param>
internal sealed record HeredocMark(string Name, bool IsExpanded, bool StripsTabs);
