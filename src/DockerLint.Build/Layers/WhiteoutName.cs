namespace DockerLint.Build.Layers;

/// <summary>Names in a layer that say what is gone (OCI image specification, layer.md, "Whiteouts").</summary>
internal static class WhiteoutName
{
    private static ReadOnlySpan<byte> Mark => ".wh."u8;

    private static ReadOnlySpan<byte> Hide => ".wh..wh..opq"u8;

    private static ReadOnlySpan<byte> MarkOfMarks => ".wh..wh."u8;

    /// <summary>Whether a name is a mark of deletion, or looks like one.</summary>
    public static bool Is(ReadOnlySpan<byte> name) => name.StartsWith(Mark);

    /// <summary>Whether a mark says that the folder which it is in hides what is below it.</summary>
    public static bool Hides(ReadOnlySpan<byte> name) => name.SequenceEqual(Hide);

    /// <summary>Whether a name is one of those that aufs kept for itself, and that mean nothing.</summary>
    public static bool IsOfAufs(ReadOnlySpan<byte> name) => name.StartsWith(MarkOfMarks) && !Hides(name);

    /// <summary>What a mark deletes, beside it.</summary>
    public static ReadOnlySpan<byte> Marked(ReadOnlySpan<byte> name) => name[Mark.Length..];
}
