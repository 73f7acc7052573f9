using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Analysis.ShellCheck;
using DockerLint.Configuration;
using DockerLint.Formatting;
using DockerLint.LanguageServer.Protocol;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Workspace;

/// <summary>
/// A document in one of its versions, and all that is known of it: the text, the tree, what it means and what is found in
/// it. It never changes; what costs is made when it is first asked for, once. For any number of threads.
/// </summary>
internal sealed class Document
{
    private readonly Root _root;
    private readonly PositionEncoding _encoding;
    private readonly Lazy<TextLines> _lines;
    private readonly Lazy<FileConfiguration> _configuration;
    private readonly Lazy<FileReading?> _reading;
    private readonly Lazy<ImmutableArray<Diagnostic>> _findings;

    /// <summary>What was read of the last version that was; let go of when this one is.</summary>
    private DockerfileSyntax? _earlier;

    /// <summary>A document.</summary>
    /// <param name="item">Its name, language, version and text.</param>
    /// <param name="root">The folder that it lies in.</param>
    /// <param name="encoding">How characters are counted.</param>
    public Document(DocumentItem item, Root root, PositionEncoding encoding)
        : this(item, root, encoding, [], null)
    {
    }

    private Document(DocumentItem item, Root root, PositionEncoding encoding, ImmutableArray<ShellCheckComment> comments, Lazy<FileReading?>? reading)
    {
        Item = item;
        _root = root;
        _encoding = encoding;
        Path = DocumentUri.PathOf(item.Uri);
        Source = new SourceText(item.Text);
        _lines = new Lazy<TextLines>(() => new TextLines(Source.Value, encoding));
        _configuration = new Lazy<FileConfiguration>(() => root.ConfigurationFor(Path));
        _reading = reading ?? new Lazy<FileReading?>(Read);
        ShellCheck = comments;
        _findings = new Lazy<ImmutableArray<Diagnostic>>(Lint);
    }

    /// <summary>Its name, language, version and text.</summary>
    public DocumentItem Item { get; }

    /// <summary>Its name.</summary>
    public string Uri => Item.Uri;

    /// <summary>Its full path, with slashes; null where it has none.</summary>
    public string? Path { get; }

    /// <summary>Its text.</summary>
    public SourceText Source { get; }

    /// <summary>The places of its text as the client counts them.</summary>
    public TextLines Lines => _lines.Value;

    /// <summary>What holds for it.</summary>
    public FileConfiguration Configuration => _configuration.Value;

    /// <summary>What it is read as; null where it is nothing that names images.</summary>
    public FileReading? Reading => _reading.Value;

    /// <summary>What it means as a Dockerfile; null where it is none.</summary>
    public DockerfileModel? Model => (Reading as DockerfileReading)?.Model;

    /// <summary>What it says of images, where it is no Dockerfile; else null.</summary>
    public ImageDocument? Images => (Reading as DocumentReading)?.Document;

    /// <summary>What is found in it: what the command line finds.</summary>
    public ImmutableArray<Diagnostic> Findings => _findings.Value;

    /// <summary>What an installed ShellCheck says of its scripts; empty where it was not asked yet.</summary>
    public ImmutableArray<ShellCheckComment> ShellCheck { get; }

    /// <summary>The images that are pinned for it, by what is fetched.</summary>
    public ImmutableDictionary<string, LockedImage> Pins => _root.PinsFor(Path);

    /// <summary>The style that it is to have.</summary>
    public FormatOptions Style => _root.StyleFor(Path, Configuration);

    /// <summary>The same document with another text.</summary>
    public Document With(int version, string text) => new(Item with { Version = version, Text = text }, _root, _encoding)
    {
        _earlier = _reading.IsValueCreated ? Model?.Syntax : _earlier,
    };

    /// <summary>The same document with what ShellCheck says of it.</summary>
    public Document With(ImmutableArray<ShellCheckComment> comments) => new(Item, _root, _encoding, comments, _reading);

    /// <summary>The same text where other files have changed.</summary>
    public Document In(Root root) => new(Item, root, _encoding);

    /// <summary>Puts findings right, as <c>--fix</c> does.</summary>
    /// <param name="choice">Which ones; all where it is null.</param>
    /// <returns>The text afterwards; null where there is nothing to put right.</returns>
    public SourceText? Fix(FixChoice? choice = null)
    {
        if (Reading is not { } reading || !Configuration.IsValid)
            return null;
        FixedText result = Fixer.Apply(_root.LinterFor(Configuration.Lint), reading, FixSafety.Safe, FactsOf(reading), choice);
        return result.Count == 0 ? null : result.Text;
    }

    private FactSet FactsOf(FileReading reading) => _root.FactsFor(Path, reading, Configuration.Lint) with { ShellCheck = ShellCheck };

    private FileReading? Read() =>
        DocumentKind.Of(Item.LanguageId, Path, Item.Text) is { } kind
            ? _root.Read(Path, kind.Host, Source, Configuration, Interlocked.Exchange(ref _earlier, null))
            : null;

    private ImmutableArray<Diagnostic> Lint()
    {
        // A peer knows Dockerfiles alone.
        if (Reading is not { } reading
            || !Configuration.IsValid
            || (reading is not DockerfileReading && Configuration.Lint.Profile is (Profiles.Hadolint or Profiles.BuildKit)))
        {
            return [];
        }

        return reading.Lint(_root.LinterFor(Configuration.Lint), FactsOf(reading));
    }
}
