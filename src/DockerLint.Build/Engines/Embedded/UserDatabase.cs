using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using DockerLint.Build.Layers;
using DockerLint.Build.Native;
using DockerLint.Build.Runtimes;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>The users and groups of an image: its <c>/etc/passwd</c> and <c>/etc/group</c> (passwd(5), group(5)).</summary>
internal sealed class UserDatabase
{
    private const int LongestFile = 16 * 1024 * 1024;

    private readonly ImmutableArray<string[]> _users;
    private readonly ImmutableArray<string[]> _groups;

    private UserDatabase(ImmutableArray<string[]> users, ImmutableArray<string[]> groups) => (_users, _groups) = (users, groups);

    /// <summary>Reads those of an image; where it has none there are no users.</summary>
    public static UserDatabase Read(RootFolder root) => new(Lines(root, "/etc/passwd", 4), Lines(root, "/etc/group", 3));

    /// <summary>
    /// Who owns what COPY brings, or WORKDIR makes. A name that is not known is root, a number is also that of the group, as
    /// BuildKit has it.
    /// </summary>
    /// <param name="text"><c>user[:group]</c>.</param>
    public (uint Uid, uint Gid) Owner(string text)
    {
        string[] parts = text.Split(':', 2);
        (uint uid, uint gid) = uint.TryParse(parts[0], CultureInfo.InvariantCulture, out uint number) ? (number, number)
            : Find(_users, parts[0]) is { } user ? (Number(user[2]), Number(user[3]))
            : (0, 0);
        if (parts.Length > 1 && uint.TryParse(parts[1], CultureInfo.InvariantCulture, out uint group))
            gid = group;
        else if (parts.Length > 1 && Find(_groups, parts[1]) is { } found)
            gid = Number(found[2]);
        return (uid, gid);
    }

    /// <summary>Who a command is, as runc looks it up.</summary>
    /// <param name="text"><c>user[:group]</c>, names or numbers; root where it is null.</param>
    /// <param name="error">Why it is nobody; null where it is somebody.</param>
    public ContainerUser? Find(string? text, out string? error)
    {
        error = null;
        string[] parts = (text ?? "0").Split(':', 2);
        bool isNumber = uint.TryParse(parts[0], CultureInfo.InvariantCulture, out uint uid);
        string[]? user = isNumber ? _users.FirstOrDefault(line => Number(line[2]) == uid) : Find(_users, parts[0]);
        if (user is null && !isNumber)
        {
            error = $"unable to find user {parts[0]}: no matching entries in passwd file";
            return null;
        }

        uid = user is null ? uid : Number(user[2]);
        uint gid = user is null ? 0 : Number(user[3]);
        string home = user is [_, _, _, _, _, { Length: > 0 } folder, ..] ? folder : "/";
        if (parts.Length > 1)
        {
            if (!uint.TryParse(parts[1], CultureInfo.InvariantCulture, out gid))
            {
                if (Find(_groups, parts[1]) is not { } group)
                {
                    error = $"unable to find group {parts[1]}: no matching entries in group file";
                    return null;
                }

                gid = Number(group[2]);
            }

            return new ContainerUser(uid, gid, []) { Home = home };
        }

        ImmutableArray<uint> others = user is null ? [] :
        [
            .. _groups.Where(group => group.Length > 3 && group[3].Split(',').Contains(user[0], StringComparer.Ordinal))
                .Select(static group => Number(group[2])),
        ];
        return new ContainerUser(uid, gid, others) { Home = home };
    }

    private static string[]? Find(ImmutableArray<string[]> lines, string name) => lines.FirstOrDefault(line => line[0] == name);

    private static uint Number(string text) => uint.TryParse(text, CultureInfo.InvariantCulture, out uint number) ? number : 0;

    private static ImmutableArray<string[]> Lines(RootFolder root, UnixPath path, int fields)
    {
        using Place? place = root.Find(path);
        if (place?.Status is not { Kind: FileKind.File, Size: <= LongestFile })
            return [];
        using FileStream file = place.OpenRead();
        using var reader = new StreamReader(file, Encoding.UTF8);
        var lines = ImmutableArray.CreateBuilder<string[]>();
        while (reader.ReadLine() is { } line)
        {
            string[] parts = line.Trim().Split(':');
            if (parts.Length >= fields && !parts[0].StartsWith('#'))
                lines.Add(parts);
        }

        return lines.ToImmutable();
    }
}
