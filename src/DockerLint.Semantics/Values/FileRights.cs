namespace DockerLint.Semantics.Values;

/// <summary>What a mode makes of the rights of a file, as <c>--chmod</c> and chmod(1) have it.</summary>
public sealed class FileRights
{
    private const int Setuid = 0x800;
    private const int Setgid = 0x400;
    private const int Sticky = 0x200;

    private readonly string _text;
    private readonly ModeSpec _spec;

    private FileRights(string text, ModeSpec spec) => (_text, _spec) = (text, spec);

    /// <summary>The rights, 0 to 07777, where they are a number; null where they depend on those of the file.</summary>
    public int? Bits => _spec.Bits;

    /// <summary>Reads a mode; null where it is none.</summary>
    public static FileRights? Of(string? text) =>
        text is not null && ModeSpec.TryParse(text, out ModeSpec? spec, out _) ? new FileRights(text, spec) : null;

    /// <summary>Whether changes are written that give or take nothing but <c>r</c>, <c>w</c> and <c>x</c>.</summary>
    public bool IsOfAccess => _spec.Clauses.All(clause => clause.Changes.All(change =>
        _text.AsSpan(change.Permissions.Start, change.Permissions.Length).IndexOfAnyExcept("rwx") < 0));

    /// <summary>The rights of a file after the change.</summary>
    /// <param name="mode">Those before.</param>
    /// <param name="isFolder">Whether it is a folder, whose <c>X</c> is always <c>x</c>.</param>
    /// <param name="umask">What is left as it is where no class of users is named; <c>--chmod</c> knows none.</param>
    public int Apply(int mode, bool isFolder, int umask = 0)
    {
        if (_spec.Bits is { } bits)
            return bits;
        foreach (ModeClause clause in _spec.Clauses)
        {
            ReadOnlySpan<char> classes = _text.AsSpan(clause.Classes.Start, clause.Classes.Length);
            int masked = classes.IsEmpty ? umask : 0;
            bool isAll = classes.IsEmpty || classes.Contains('a');
            int mask = (isAll || classes.Contains('u') ? 0x1C0 : 0) | (isAll || classes.Contains('g') ? 0x38 : 0) | (isAll || classes.Contains('o') ? 0x7 : 0);
            foreach (ModeChange change in clause.Changes)
            {
                int special = 0;
                int rights = Rights(_text.AsSpan(change.Permissions.Start, change.Permissions.Length), mode, isFolder, mask, ref special);
                int changed = (rights & mask & ~masked) | special;
                mode = change.Operation switch
                {
                    '+' => mode | changed,
                    '-' => mode & ~changed,
                    _ => (mode & ~(mask | SpecialOf(mask))) | changed,
                };
            }
        }

        return mode;
    }

    private static int SpecialOf(int mask) =>
        ((mask & 0x1C0) != 0 ? Setuid : 0) | ((mask & 0x38) != 0 ? Setgid : 0) | (mask == 0x1FF ? Sticky : 0);

    private static int Rights(ReadOnlySpan<char> letters, int mode, bool isFolder, int mask, ref int special)
    {
        int rights = 0;
        foreach (char letter in letters)
        {
            rights |= letter switch
            {
                'r' => 0x124,
                'w' => 0x92,
                'x' => 0x49,
                'X' => isFolder || (mode & 0x49) != 0 ? 0x49 : 0,
                'u' => Everywhere((mode >> 6) & 7),
                'g' => Everywhere((mode >> 3) & 7),
                'o' => Everywhere(mode & 7),
                _ => 0,
            };
            if (letter == 's')
                special |= SpecialOf(mask) & ~Sticky;
            else if (letter == 't')
                special |= Sticky;
        }

        return rights;
    }

    private static int Everywhere(int bits) => (bits << 6) | (bits << 3) | bits;
}
