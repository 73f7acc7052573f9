using System.Buffers;
using Pidgin;

namespace DockerLint.References;

/// <summary>
/// The name of an image as <c>FROM</c> takes it, read by the rules of <c>distribution/reference</c>, which every
/// Docker tool reads it with: <c>[registry/]path[:tag][@digest]</c>. Two references are equal when their texts are.
/// </summary>
public sealed record ImageReference
{
    /// <summary>The longest repository path, counted with Docker Hub's <c>library/</c> where that is implied.</summary>
    public const int MaxPathLength = 255;

    /// <summary>The tag that is meant where none is written.</summary>
    public const string DefaultTag = "latest";

    /// <summary>The registry of a reference that names none.</summary>
    public const string DockerHub = "docker.io";
    private const string DockerIndex = "index.docker.io";
    private const string OfficialPrefix = "library/";
    private const int IdentifierLength = 64;

    private static readonly SearchValues<char> LowerHex = SearchValues.Create("0123456789abcdef");

    private readonly ReferenceParts _parts;

    private ImageReference(string text, ReferenceParts parts)
    {
        Text = text;
        _parts = parts;
        Path = Slice(parts.Path);
        if (parts.Registry is { } registry)
            Registry = Slice(registry);
        if (parts.Tag is { } tag)
            Tag = Slice(tag);
        if (parts.Digest is { } digest)
            Digest = Digest.FromChecked(Slice(digest));
        Domain = Registry switch
        {
            null => HasUnusableRegistry(Path) ? "" : DockerHub,
            DockerIndex => DockerHub,
            _ => Registry,
        };
    }

    /// <summary>The reference as it is written.</summary>
    public string Text { get; }

    /// <summary>Host and port of the registry as written, such as <c>quay.io</c> or <c>[::1]:5000</c>; null if none is.</summary>
    public string? Registry { get; }

    /// <summary>Where <see cref="Registry"/> is in the text.</summary>
    public TextSpan? RegistrySpan => _parts.Registry;

    /// <summary>The repository as written, without its registry: <c>redis</c>, <c>library/redis</c>.</summary>
    public string Path { get; }

    /// <summary>Where <see cref="Path"/> is in the text.</summary>
    public TextSpan PathSpan => _parts.Path;

    /// <summary>The tag; null if none is written.</summary>
    public string? Tag { get; }

    /// <summary>Where <see cref="Tag"/> is in the text, without its colon.</summary>
    public TextSpan? TagSpan => _parts.Tag;

    /// <summary>The digest; null if none is written.</summary>
    public Digest? Digest { get; }

    /// <summary>Where <see cref="Digest"/> is in the text, without its at sign.</summary>
    public TextSpan? DigestSpan => _parts.Digest;

    /// <summary>
    /// The registry that is meant: <c>docker.io</c> when none is written. Empty for a name that no registry can
    /// serve although the rules allow it: its first part has a dot yet is no host name (<c>my_host.io/app</c>).
    /// </summary>
    public string Domain { get; }

    /// <summary>The repository within <see cref="Domain"/>: <c>library/redis</c> for <c>redis</c>.</summary>
    public string RepositoryPath => IsOfficialByDefault ? OfficialPrefix + Path : Path;

    /// <summary>
    /// The repository as people write it, without Docker Hub's <c>docker.io/</c> and <c>library/</c>:
    /// <c>redis</c>, <c>quay.io/a/b</c>.
    /// </summary>
    public string Name
    {
        get
        {
            if (Domain == DockerHub)
            {
                bool official = Path.StartsWith(OfficialPrefix, StringComparison.Ordinal)
                    && Path.IndexOf('/', OfficialPrefix.Length) < 0;
                return official ? Path[OfficialPrefix.Length..] : Path;
            }

            return Text[.._parts.Path.End];
        }
    }

    /// <summary>Name and tag as people write them, the tag written out where it is <see cref="DefaultTag"/>.</summary>
    public string Tagged => $"{Name}:{Tag ?? DefaultTag}";

    /// <summary>The repository in full: <c>docker.io/library/redis</c>.</summary>
    public string FullName => Domain.Length == 0 ? Path : $"{Domain}/{RepositoryPath}";

    private bool IsOfficialByDefault => Domain == DockerHub && !Path.Contains('/');

    /// <summary>Reads a text, which must hold nothing else, by the rules of <c>FROM</c> (<c>ParseNormalizedNamed</c>).</summary>
    /// <param name="text">For example <c>redis:7.2</c>; variables must be expanded.</param>
    public static ReferenceResult Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (IsIdentifier(text))
        {
            return new ReferenceResult(new ReferenceError(
                ReferenceErrorKind.Identifier,
                "64 hexadecimal digits are an image's identifier, not a name; write 'name@sha256:' before them",
                new TextSpan(0, text.Length)));
        }

        Result<char, ReferenceParts> parsed = ReferenceGrammar.Familiar.Parse(text);
        if (!parsed.Success)
            return new ReferenceResult(ReferenceDiagnosis.Explain(text));

        ReferenceParts parts = parsed.Value;
        if (parts.Digest is { } digest && Digest.Check(text.AsSpan(digest.Start, digest.Length), digest.Start) is { } wrong)
            return new ReferenceResult(wrong);

        var reference = new ImageReference(text, parts);
        int implied = reference.IsOfficialByDefault ? OfficialPrefix.Length : 0;
        return parts.Path.Length + implied <= MaxPathLength
            ? new ReferenceResult(reference)
            : new ReferenceResult(new ReferenceError(
                ReferenceErrorKind.NameTooLong,
                $"the repository has {parts.Path.Length} characters; shorten it to {MaxPathLength - implied}",
                parts.Path));
    }

    /// <summary><see cref="Name"/> with the tag and the digest that are written.</summary>
    public string ToFamiliarString() => WithSuffixes(Name);

    /// <summary><see cref="FullName"/> with the tag and the digest that are written.</summary>
    public string ToFullString() => WithSuffixes(FullName);

    /// <summary>
    /// What is fetched: <see cref="FullName"/> with the digest, which makes a tag meaningless, or with the tag,
    /// which is <c>latest</c> when none is written.
    /// </summary>
    public string ToResolvedString() => Digest is null ? $"{FullName}:{Tag ?? DefaultTag}" : $"{FullName}@{Digest}";

    /// <summary>The same image by its tag alone, <c>latest</c> when none is written: what a digest was found for.</summary>
    public ImageReference WithoutDigest() => Digest is null ? this : Parse($"{Text[.._parts.Path.End]}:{Tag ?? DefaultTag}").Reference!;

    /// <summary>The reference as it is written.</summary>
    public override string ToString() => Text;

    /// <summary>Whether both are written alike; all else follows from the text.</summary>
    public bool Equals(ImageReference? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    private static bool IsIdentifier(string text) =>
        text.Length == IdentifierLength && !text.AsSpan().ContainsAnyExcept(LowerHex);

    private static bool HasUnusableRegistry(string path) =>
        path.IndexOf('/') is var slash and > 0 && ReferenceGrammar.LooksLikeRegistry(path.AsSpan(0, slash));

    private string Slice(TextSpan span) => Text.Substring(span.Start, span.Length);

    private string WithSuffixes(string name) => (Tag, Digest) switch
    {
        (null, null) => name,
        (_, null) => $"{name}:{Tag}",
        (null, _) => $"{name}@{Digest}",
        _ => $"{name}:{Tag}@{Digest}",
    };
}
