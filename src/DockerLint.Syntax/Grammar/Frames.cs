using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Grammar;

/// <summary>What the parse of a whole file works with.</summary>
internal sealed class DocumentFrame(SourceText source) : Nesting
{
    /// <summary>The file.</summary>
    public SourceText Source { get; } = source;

    /// <summary>Where lines stand that may end a here-document.</summary>
    public LaterLines LaterLines { get; } = new();

    /// <summary>What was found wrong so far.</summary>
    public ImmutableArray<SyntaxError>.Builder Errors { get; } = ImmutableArray.CreateBuilder<SyntaxError>();
}

/// <summary>What the parse of one instruction works with.</summary>
internal sealed class LineFrame(LogicalLine line, ImmutableArray<SyntaxError>.Builder errors) : Nesting
{
    /// <summary>The joined line.</summary>
    public LogicalLine Line { get; } = line;

    /// <summary>Says that BuildKit's parser refuses the file for this.</summary>
    public void Refuse(TextSpan local, string message) =>
        errors.Add(new SyntaxError(BuildPhase.Parse, Line.Text.ToSource(local), message));
}
