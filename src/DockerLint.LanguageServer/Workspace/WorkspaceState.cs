using System.Collections.Immutable;
using DockerLint.Analysis.ShellCheck;
using DockerLint.LanguageServer.Protocol;

namespace DockerLint.LanguageServer.Workspace;

/// <summary>All documents and folders that are open, at one time. It never changes. For any number of threads.</summary>
internal sealed record WorkspaceState
{
    private readonly IServerHost _host;

    private WorkspaceState(IServerHost host, ImmutableArray<string> folders, ClientSettings settings, PositionEncoding encoding)
    {
        _host = host;
        Folders = folders;
        Settings = settings;
        Encoding = encoding;
        Roots = new Roots(folders, host, settings);
    }

    /// <summary>The full paths of the folders that are open.</summary>
    public ImmutableArray<string> Folders { get; private init; }

    /// <summary>What the user has set.</summary>
    public ClientSettings Settings { get; private init; }

    /// <summary>How characters are counted.</summary>
    public PositionEncoding Encoding { get; }

    /// <summary>The folders, and what speaks to the files in them.</summary>
    public Roots Roots { get; private init; }

    /// <summary>The documents that are open, by name.</summary>
    public ImmutableDictionary<string, Document> Documents { get; private init; } = ImmutableDictionary.Create<string, Document>(StringComparer.Ordinal);

    /// <summary>Folders without any document.</summary>
    public static WorkspaceState Of(IServerHost host, ImmutableArray<string> folders, ClientSettings settings, PositionEncoding encoding) =>
        new(host, folders, settings, encoding);

    /// <summary>The document of that name, where it is open.</summary>
    public Document? Find(string uri) => Documents.GetValueOrDefault(uri);

    /// <summary>A file, as it is on the disk or, where it is open, in the client; null where it is neither.</summary>
    /// <param name="path">Its full path, with slashes.</param>
    public Document? Read(string path)
    {
        foreach (Document document in Documents.Values)
        {
            if (document.Path == path)
                return document;
        }

        return ReadFromDisk(path);
    }

    /// <summary>A file as it is on the disk; null where it is not there.</summary>
    /// <param name="path">Its full path, with slashes.</param>
    public Document? ReadFromDisk(string path) => ReadFromDisk(path, "");

    /// <summary>A file that something asks to be built, whatever it is called; null where it is not there.</summary>
    /// <param name="path">Its full path, with slashes.</param>
    public Document? ReadAsDockerfile(string path) => ReadFromDisk(path, "dockerfile");

    private Document? ReadFromDisk(string path, string language) => _host.Files.Read(path)?.Text is { } text
        ? new Document(new DocumentItem(DocumentUri.Of(path), language, 0, text), Roots.For(path), Encoding)
        : null;

    /// <summary>The files in the open folders that are not left out, and name images or may do so.</summary>
    /// <returns>Full paths, with slashes, each once.</returns>
    public IEnumerable<string> Files() => Roots.All
        .SelectMany(root => _host.FilesIn(root.Folder).Where(path => !root.IsExcluded(path)))
        .Distinct(StringComparer.Ordinal);

    /// <summary>With one more document.</summary>
    public WorkspaceState Open(DocumentItem item) =>
        this with { Documents = Documents.SetItem(item.Uri, new Document(item, Roots.For(DocumentUri.PathOf(item.Uri)), Encoding)) };

    /// <summary>With another version of a document; the same where it is not open.</summary>
    public WorkspaceState Change(DidChangeParams change)
    {
        if (Find(change.TextDocument.Uri) is not { } document)
            return this;
        string text = document.Source.Value;
        TextLines? lines = document.Lines;
        foreach (ContentChange part in change.ContentChanges)
        {
            if (part.Range is not { } range)
            {
                text = part.Text;
            }
            else
            {
                TextSpan span = (lines ?? new TextLines(text, Encoding)).SpanOf(range);
                text = string.Concat(text.AsSpan(0, span.Start), part.Text, text.AsSpan(span.End));
            }

            lines = null;
        }

        int version = change.TextDocument.Version ?? (document.Item.Version + 1);
        return this with { Documents = Documents.SetItem(document.Uri, document.With(version, text)) };
    }

    /// <summary>With what ShellCheck says of a document, where that version of it is still open.</summary>
    public WorkspaceState With(Document document, ImmutableArray<ShellCheckComment> comments) =>
        Find(document.Uri) == document ? this with { Documents = Documents.SetItem(document.Uri, document.With(comments)) } : this;

    /// <summary>Without a document.</summary>
    public WorkspaceState Close(string uri) => this with { Documents = Documents.Remove(uri) };

    /// <summary>With other folders or settings; also where files beside those that are open have changed.</summary>
    public WorkspaceState Refresh(ImmutableArray<string>? folders = null, ClientSettings? settings = null)
    {
        var roots = new Roots(folders ?? Folders, _host, settings ?? Settings);
        return this with
        {
            Folders = folders ?? Folders,
            Settings = settings ?? Settings,
            Roots = roots,
            Documents = Documents.ToImmutableDictionary(static entry => entry.Key, entry => entry.Value.In(roots.For(entry.Value.Path)), StringComparer.Ordinal),
        };
    }
}
