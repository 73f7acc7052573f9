using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using DockerLint.References;
using DockerLint.Semantics.Patterns;

namespace DockerLint.Semantics.Values;

/// <summary>What a mount of RUN puts into the file system.</summary>
public enum MountType
{
    /// <summary>Files of the build context, a stage or an image; read-only unless said otherwise.</summary>
    Bind,

    /// <summary>A folder that is kept between builds.</summary>
    Cache,

    /// <summary>An empty folder in memory.</summary>
    Tmpfs,

    /// <summary>A secret of the client, as a file or an environment variable.</summary>
    Secret,

    /// <summary>The client's SSH agent.</summary>
    Ssh,
}

/// <summary>How builds that run at the same time use one cache.</summary>
public enum MountSharing
{
    /// <summary>All at once.</summary>
    Shared,

    /// <summary>Each gets its own.</summary>
    Private,

    /// <summary>One after the other.</summary>
    Locked,
}

/// <summary>What a field of a mount says; the comments give the other names of its key.</summary>
public enum MountKey
{
    /// <summary>The type of the mount.</summary>
    Type,

    /// <summary>The stage, image or named context to mount from.</summary>
    From,

    /// <summary>The path to mount (src).</summary>
    Source,

    /// <summary>The path to mount at (dst, destination).</summary>
    Target,

    /// <summary>Not writable (ro).</summary>
    ReadOnly,

    /// <summary>Writable (rw).</summary>
    ReadWrite,

    /// <summary>The build fails without the secret or agent.</summary>
    Required,

    /// <summary>The most memory that a tmpfs takes.</summary>
    Size,

    /// <summary>The name of a cache, secret or agent.</summary>
    Id,

    /// <summary>How a cache is shared.</summary>
    Sharing,

    /// <summary>Permissions, octal.</summary>
    Mode,

    /// <summary>The owner's number.</summary>
    Uid,

    /// <summary>The group's number.</summary>
    Gid,

    /// <summary>The environment variable that holds a secret.</summary>
    Env,
}

/// <summary>One field of a mount.</summary>
/// <param name="Key">What it says.</param>
/// <param name="KeySpan">Where the key is written.</param>
/// <param name="ValueSpan">Where the value is written; null for a key alone, which is true.</param>
/// <param name="Value">The value after expansion; null for a key alone, and where expansion could not tell.</param>
public readonly record struct MountField(MountKey Key, TextSpan KeySpan, TextSpan? ValueSpan, string? Value)
{
    /// <summary>Whether the value depends on what expansion could not tell.</summary>
    public bool IsUnknown => ValueSpan is not null && Value is null;

    /// <summary>The value, or the key where it stands alone.</summary>
    public TextSpan Span => ValueSpan ?? KeySpan;
}

/// <summary>
/// What <c>RUN --mount</c> takes: comma-separated <c>key=value</c> fields, keys in any letter case. Where a key is
/// given more than once, the last one counts. A value that expansion could not tell is not judged.
/// </summary>
public sealed record MountSpec
{
    private const string DefaultSecretFolder = "/run/secrets/";
    private const string DefaultAgent = "default";

    /// <summary>Keys by name, in the order in which they are suggested.</summary>
    private static readonly ImmutableArray<KeyValuePair<string, MountKey>> Names =
    [
        new("type", MountKey.Type), new("from", MountKey.From), new("source", MountKey.Source),
        new("target", MountKey.Target), new("readonly", MountKey.ReadOnly), new("id", MountKey.Id),
        new("sharing", MountKey.Sharing), new("required", MountKey.Required), new("size", MountKey.Size),
        new("mode", MountKey.Mode), new("uid", MountKey.Uid), new("gid", MountKey.Gid), new("src", MountKey.Source),
        new("dst", MountKey.Target), new("destination", MountKey.Target), new("ro", MountKey.ReadOnly),
        new("rw", MountKey.ReadWrite), new("readwrite", MountKey.ReadWrite), new("env", MountKey.Env),
    ];

    private static readonly FrozenDictionary<string, MountKey> Keys = Names.ToFrozenDictionary();

    /// <summary>The names of keys, other ones for the same key included, with what they say.</summary>
    public static ImmutableArray<KeyValuePair<string, MountKey>> KeyNames => Names;

    /// <summary>The names of the types, in the order of <see cref="MountType"/>.</summary>
    public static ImmutableArray<string> Types { get; } = ["bind", "cache", "tmpfs", "secret", "ssh"];

    /// <summary>The ways to share a cache, in the order of <see cref="MountSharing"/>.</summary>
    public static ImmutableArray<string> Sharings { get; } = ["shared", "private", "locked"];

    private MountSpec(ImmutableArray<MountField> fields, MountType? type) => (Fields, Type) = (fields, type);

    /// <summary>The fields in the order in which they are written.</summary>
    public ImmutableArray<MountField> Fields { get; }

    /// <summary>The type, bind unless written; null when expansion could not tell.</summary>
    public MountType? Type { get; }

    /// <summary>The stage, image or named context to mount from; null for the default of the type.</summary>
    public string? From => Text(MountKey.From);

    /// <summary>The path to mount, as written; null for the root, and when expansion could not tell.</summary>
    public string? Source => Text(MountKey.Source);

    /// <summary>The path to mount at, as written; null for none, and when expansion could not tell.</summary>
    public string? Target => Text(MountKey.Target);

    /// <summary>
    /// The absolute path that the mount appears at. null for a secret that is only a variable, for an agent without a
    /// target, and when expansion or an unknown working directory cannot tell.
    /// </summary>
    public string? MountPoint { get; private init; }

    /// <summary>
    /// The name of the cache (its cleaned target unless written), secret (its source, or the file name of its target)
    /// or agent ("default"). null for other types, and when expansion could not tell.
    /// </summary>
    public string? Id { get; private init; }

    /// <summary>The environment variable that holds the secret; null for none.</summary>
    public string? Env => Text(MountKey.Env);

    /// <summary>Whether the mount is not writable: bind, secret and ssh are not unless a field says otherwise.</summary>
    public bool IsReadOnly { get; private init; }

    /// <summary>Whether the build fails without the secret or agent.</summary>
    public bool IsRequired { get; private init; }

    /// <summary>How the cache is shared; null when no field says so (then it is shared).</summary>
    public MountSharing? Sharing { get; private init; }

    /// <summary>Permissions of the mounted file or folder; null for the default of the type.</summary>
    public uint? Mode { get; private init; }

    /// <summary>The owner's number; null for 0.</summary>
    public uint? Uid { get; private init; }

    /// <summary>The group's number; null for 0.</summary>
    public uint? Gid { get; private init; }

    /// <summary>The most memory that a tmpfs takes, in bytes; null for no limit.</summary>
    public long? Size { get; private init; }

    /// <summary>The last field with a key; null when there is none.</summary>
    public MountField? Field(MountKey key)
    {
        for (int i = Fields.Length - 1; i >= 0; i--)
        {
            if (Fields[i].Key == key)
                return Fields[i];
        }

        return null;
    }

    /// <summary>
    /// What BuildKit refuses while it parses the file, even in a stage that is not built: fields that are no
    /// comma-separated values, and a variable in <c>from</c>. null when there is nothing.
    /// </summary>
    /// <param name="text">The mount as written, before expansion.</param>
    public static ValueError? CheckUnexpanded(string text) =>
        CsvRecord.TryRead(text, out ImmutableArray<CsvField> fields, out ValueError? error)
            ? FindVariableInFrom(fields)
            : error;

    /// <summary>Reads a mount whose values are taken as they stand, in the working directory "/".</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out MountSpec? value, [NotNullWhen(false)] out ValueError? error) =>
        TryParse(text, static written => written, "/", out value, out error);

    /// <summary>Reads a mount.</summary>
    /// <param name="text">The mount as written.</param>
    /// <param name="expand">Expands a value (never that of <c>from</c>); null when its value cannot be known.</param>
    /// <param name="workdir">The working directory that a relative target is joined to; null when it is not known.</param>
    /// <param name="value">The mount; null unless the result is true.</param>
    /// <param name="error">The first thing that BuildKit refuses; null when the result is true.</param>
    public static bool TryParse(
        string text,
        Func<string, string?> expand,
        string? workdir,
        [NotNullWhen(true)] out MountSpec? value,
        [NotNullWhen(false)] out ValueError? error)
    {
        value = null;
        if (!CsvRecord.TryRead(text, out ImmutableArray<CsvField> written, out error))
            return false;
        error = FindVariableInFrom(written);
        if (error is not null)
            return false;

        var reader = new Reader(expand);
        foreach (CsvField field in written)
        {
            error = reader.Read(field);
            if (error is not null)
                return false;
        }

        MountSpec mount = reader.ToMount(workdir);
        error = mount.Check(text.Length);
        value = error is null ? mount : null;
        return error is null;
    }

    private static ValueError? FindVariableInFrom(ImmutableArray<CsvField> fields)
    {
        foreach (CsvField field in fields)
        {
            int equal = field.Text.IndexOf('=', StringComparison.Ordinal);
            if (equal < 0 || !field.Text.AsSpan(0, equal).Equals("from", StringComparison.OrdinalIgnoreCase))
                continue;
            int dollar = field.Text.IndexOf('$', equal);
            if (dollar >= 0 && dollar < field.Text.Length - 1)
            {
                return new ValueError(
                    "from cannot hold a variable; name a stage with FROM … AS, where variables are allowed",
                    field.Locate(equal + 1, field.Text.Length - equal - 1));
            }
        }

        return null;
    }

    /// <summary>What only the whole mount can tell, in BuildKit's order.</summary>
    private ValueError? Check(int length)
    {
        if (Type is not { } type)
            return null;
        if (type is MountType.Bind or MountType.Tmpfs
            && (Field(MountKey.Mode) ?? Field(MountKey.Uid) ?? Field(MountKey.Gid)) is { } owner)
            return new($"{NameOf(owner.Key)} is not allowed for a {NameOf(type)} mount; remove it", owner.KeySpan);

        if (type is MountType.Secret)
        {
            if (From is not null)
                return new("a secret comes from the client; remove from", KeySpan(MountKey.From));
            if (Field(MountKey.Sharing) is not null)
                return new("a secret is not shared; remove sharing", KeySpan(MountKey.Sharing));
            if (!MayBeSet(MountKey.Source) && !MayBeSet(MountKey.Target) && !MayBeSet(MountKey.Id))
                return new("a secret needs a name; add id=…", new TextSpan(length, 0));
            if (Source is not null && Text(MountKey.Id) is not null)
                return new("source and id both name the secret; keep id", KeySpan(MountKey.Source));
        }

        if (type is not MountType.Cache && Field(MountKey.Sharing) is not null)
            return new($"sharing is not allowed for a {NameOf(type)} mount; remove it", KeySpan(MountKey.Sharing));
        if (type is MountType.Ssh && Source is not null)
            return new("an ssh mount has no source; remove it, or use id=…", KeySpan(MountKey.Source));
        if (type is not (MountType.Secret or MountType.Ssh) && MountPoint == "/")
        {
            return Field(MountKey.Target) is { } target
                ? new("a mount cannot replace \"/\"; choose a folder as target", target.Span)
                : new("the target is missing; add target=…", new TextSpan(length, 0));
        }

        return null;
    }

    private static string NameOf(MountType type) => Types[(int)type];

    private static string NameOf(MountKey key) => Names.First(name => name.Value == key).Key;

    private TextSpan KeySpan(MountKey key) => Field(key)?.KeySpan ?? default;

    /// <summary>Whether the key has a value, or one that expansion could not tell.</summary>
    private bool MayBeSet(MountKey key) => Field(key) is { } field && (field.IsUnknown || field.Value?.Length > 0);

    /// <summary>The value of a key; BuildKit takes an empty one for none.</summary>
    private string? Text(MountKey key) => Field(key)?.Value is { Length: > 0 } text ? text : null;

    /// <summary>Reads the fields of one mount in order; what some keys may say depends on the type so far.</summary>
    private sealed class Reader(Func<string, string?> expand)
    {
        private readonly ImmutableArray<MountField>.Builder _fields = ImmutableArray.CreateBuilder<MountField>();
        private MountType? _type = MountType.Bind;
        private MountSharing? _sharing;
        private bool? _readOnly;
        private bool _required;
        private uint? _mode;
        private uint? _uid;
        private uint? _gid;
        private long? _size;

        public ValueError? Read(CsvField written)
        {
            int equal = written.Text.IndexOf('=', StringComparison.Ordinal);
            string name = (equal < 0 ? written.Text : written.Text[..equal]).ToLowerInvariant();
            bool known = Keys.TryGetValue(name, out MountKey key);
            if (equal < 0)
            {
                if (!known || key is not (MountKey.ReadOnly or MountKey.ReadWrite or MountKey.Required))
                    return new($"\"{written.Text}\" is no key=value field; write its value after =", written.Span);
                return Read(new MountField(key, written.Span, null, null), name);
            }

            TextSpan keySpan = written.Locate(0, equal);
            if (!known)
            {
                string advice = Suggestion.Nearest(name, Names.Select(static pair => pair.Key)) is { } near
                    ? $"did you mean {near}?"
                    : "use one of " + string.Join(", ", Names.Select(static pair => pair.Key));
                return new($"key \"{name}\" is not known; {advice}", keySpan);
            }

            string raw = written.Text[(equal + 1)..];
            string? value = key is MountKey.From ? raw : expand(raw);
            return Read(new MountField(key, keySpan, written.Locate(equal + 1, raw.Length), value), name);
        }

        private ValueError? Read(MountField field, string name)
        {
            _fields.Add(field);
            if (field.Key is MountKey.Required && _type is not (null or MountType.Secret or MountType.Ssh))
                return NotFor(field, name, "secret or type=ssh");
            if (field.Key is MountKey.Size && _type is not (null or MountType.Tmpfs))
                return NotFor(field, name, "tmpfs");

            string? value = field.ValueSpan is null ? "true" : field.Value;
            switch (field.Key)
            {
                case MountKey.Type:
                    int type = value is null ? -1 : Types.IndexOf(value.ToLowerInvariant());
                    _type = type < 0 ? null : (MountType)type;
                    return value is null || type >= 0 ? null : NotOneOf("mount type", field, Types);
                case MountKey.Sharing:
                    int sharing = value is null ? -1 : Sharings.IndexOf(value.ToLowerInvariant());
                    _sharing = sharing < 0 ? null : (MountSharing)sharing;
                    return value is null || sharing >= 0 ? null : NotOneOf("sharing", field, Sharings);
                case MountKey.ReadOnly:
                    return ReadBoolean(field, value, out _readOnly);
                case MountKey.ReadWrite:
                    ValueError? error = ReadBoolean(field, value, out bool? writable);
                    _readOnly = !writable;
                    return error;
                case MountKey.Required:
                    error = ReadBoolean(field, value, out bool? required);
                    _required = required ?? false;
                    return error;
                case MountKey.Mode:
                    return ReadNumber(field, value, 8, "octal digits", out _mode);
                case MountKey.Uid:
                    return ReadNumber(field, value, 10, "a number", out _uid);
                case MountKey.Gid:
                    return ReadNumber(field, value, 10, "a number", out _gid);
                case MountKey.Size:
                    _size = value is not null && ByteSize.TryParse(value, out long bytes) ? bytes : null;
                    return value is null || _size is not null
                        ? null
                        : new($"\"{value}\" is not a size; write a number with a unit, such as 64m", field.Span);
                default:
                    return null;
            }
        }

        public MountSpec ToMount(string? workdir)
        {
            var mount = new MountSpec(_fields.ToImmutable(), _type)
            {
                IsReadOnly = _readOnly ?? _type is not (MountType.Cache or MountType.Tmpfs),
                IsRequired = _required,
                Sharing = _sharing,
                Mode = _mode,
                Uid = _uid,
                Gid = _gid,
                Size = _size,
            };
            string? id = IdOf(mount);
            return mount with { Id = id, MountPoint = MountPointOf(mount, id, workdir) };
        }

        private static string? IdOf(MountSpec mount)
        {
            string? written = mount.Text(MountKey.Id);
            bool told = mount.Field(MountKey.Id) is not { IsUnknown: true };
            bool targetTold = mount.Field(MountKey.Target) is not { IsUnknown: true };
            return mount.Type switch
            {
                _ when !told => null,
                MountType.Cache => written ?? (targetTold ? ContextPath.Clean(mount.Target ?? "") : null),
                MountType.Secret when mount.Field(MountKey.Source) is { IsUnknown: true } => null,
                MountType.Secret => mount.Source ?? written ?? (targetTold ? GoPath.Base(mount.Target ?? "") : null),
                MountType.Ssh => written ?? DefaultAgent,
                _ => null,
            };
        }

        private static string? MountPointOf(MountSpec mount, string? id, string? workdir)
        {
            if (mount.Type is null || mount.Field(MountKey.Target) is { IsUnknown: true })
                return null;
            if (mount.Target is { } target && target.StartsWith('/'))
                return target;
            if (mount.Target is null && mount.Type is MountType.Ssh)
                return null;
            if (mount.Target is null && mount.Type is MountType.Secret)
                return mount.Field(MountKey.Env) is null && id is not null ? DefaultSecretFolder + GoPath.Base(id) : null;
            return workdir is null ? null : GoPath.Join("/" + workdir, mount.Target ?? "");
        }

        private ValueError NotFor(MountField field, string name, string types) => new(
            $"{name} is not allowed for a {NameOf(_type!.Value)} mount; write type={types} before it, or remove it",
            field.KeySpan);

        private static ValueError NotOneOf(string what, MountField field, ImmutableArray<string> values) => new(
            $"{what} \"{field.Value}\" is not known; use " +
            (Suggestion.Nearest(field.Value!, values) ?? string.Join(", ", values)),
            field.Span);

        private static ValueError? ReadBoolean(MountField field, string? value, out bool? result)
        {
            bool parsed = GoNumber.TryParseBoolean(value, out bool boolean);
            result = parsed ? boolean : null;
            return value is null || parsed ? null : new($"\"{value}\" is not a boolean; use true or false", field.Span);
        }

        private static ValueError? ReadNumber(MountField field, string? value, int radix, string what, out uint? result)
        {
            bool parsed = GoNumber.TryParseUnsigned(value, radix, uint.MaxValue, out ulong number);
            result = parsed ? (uint)number : null;
            return value is null || parsed
                ? null
                : new($"{NameOf(field.Key)} \"{value}\" is not valid; use {what}", field.Span);
        }
    }
}
