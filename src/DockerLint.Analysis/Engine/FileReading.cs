using System.Collections.Immutable;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>A file as it was read, which can be linted, and read again after a change.</summary>
public abstract class FileReading
{
    /// <summary>Its text.</summary>
    public abstract SourceText Source { get; }

    /// <summary>The images that it names.</summary>
    public abstract ImmutableArray<ImageUse> Images { get; }

    /// <summary>For how many reasons it would be refused.</summary>
    public abstract int ErrorCount { get; }

    /// <summary>Runs the rules on it.</summary>
    public abstract ImmutableArray<Diagnostic> Lint(Linter linter, FactSet? facts = null);

    /// <summary>The same file with another text.</summary>
    public abstract FileReading With(SourceText source);
}

/// <summary>A Dockerfile.</summary>
/// <param name="model">What it means.</param>
public sealed class DockerfileReading(DockerfileModel model) : FileReading
{
    /// <summary>What it means.</summary>
    public DockerfileModel Model { get; } = model;

    /// <inheritdoc/>
    public override SourceText Source => Model.Syntax.Source;

    /// <inheritdoc/>
    public override ImmutableArray<ImageUse> Images => Model.Images;

    /// <inheritdoc/>
    public override int ErrorCount => Model.Errors.Count(static error => !error.NeedsArgument);

    /// <summary>Reads a text.</summary>
    public static DockerfileReading Of(SourceText source, BuildOptions? build = null, DockerfileSyntax? earlier = null) =>
        new(DockerfileModel.Create(DockerfileSyntax.Parse(source, earlier), build));

    /// <inheritdoc/>
    public override ImmutableArray<Diagnostic> Lint(Linter linter, FactSet? facts = null)
    {
        ArgumentNullException.ThrowIfNull(linter);
        return linter.Lint(Model, facts);
    }

    /// <inheritdoc/>
    public override FileReading With(SourceText source) => Of(source, Model.Options);
}

/// <summary>Another file that names images.</summary>
/// <param name="document">What it says of images.</param>
/// <param name="read">Reads another text of it.</param>
public sealed class DocumentReading(ImageDocument document, Func<SourceText, ImageDocument> read) : FileReading
{
    /// <summary>What it says of images.</summary>
    public ImageDocument Document { get; } = document;

    /// <summary>Reads a text.</summary>
    public static DocumentReading Of(SourceText source, Func<SourceText, ImageDocument> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        return new DocumentReading(read(source), read);
    }

    /// <inheritdoc/>
    public override SourceText Source => Document.Source;

    /// <inheritdoc/>
    public override ImmutableArray<ImageUse> Images => Document.Images;

    /// <inheritdoc/>
    public override int ErrorCount => Document.Errors.Length;

    /// <inheritdoc/>
    public override ImmutableArray<Diagnostic> Lint(Linter linter, FactSet? facts = null)
    {
        ArgumentNullException.ThrowIfNull(linter);
        return linter.Lint(Document, facts);
    }

    /// <inheritdoc/>
    public override FileReading With(SourceText source) => Of(source, read);
}
