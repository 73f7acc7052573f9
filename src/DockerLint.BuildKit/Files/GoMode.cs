namespace DockerLint.BuildKit.Files;

/// <summary>Rights and kind of a file as Go has them: bits of <c>io/fs.FileMode</c>.</summary>
internal static class GoMode
{
    public const uint Folder = 1u << 31;
    public const uint SymbolicLink = 1u << 27;
    public const uint Device = 1u << 26;
    public const uint Pipe = 1u << 25;
    public const uint CharacterDevice = 1u << 21;

    private const uint SetUser = 1u << 23;
    private const uint SetGroup = 1u << 22;
    private const uint Sticky = 1u << 20;
    private const uint Socket = 1u << 24;
    private const uint Irregular = 1u << 19;
    private const uint Kinds = Folder | SymbolicLink | Device | Pipe | CharacterDevice | Socket | Irregular;

    /// <summary>Whether there is content to ask for.</summary>
    public static bool IsFile(uint mode) => (mode & Kinds) == 0;

    /// <summary>Of the rights of Unix, 0 to 0xFFF.</summary>
    public static uint Of(int rights) => ((uint)rights & 0x1FF)
        | ((rights & 0x800) != 0 ? SetUser : 0) | ((rights & 0x400) != 0 ? SetGroup : 0) | ((rights & 0x200) != 0 ? Sticky : 0);

    /// <summary>The rights of Unix, 0 to 0xFFF.</summary>
    public static int RightsOf(uint mode) => (int)(mode & 0x1FF)
        | ((mode & SetUser) != 0 ? 0x800 : 0) | ((mode & SetGroup) != 0 ? 0x400 : 0) | ((mode & Sticky) != 0 ? 0x200 : 0);
}
