namespace DockerLint.Build.Layers;

/// <summary>An extended attribute of a file (xattr(7)).</summary>
/// <param name="Name">Its name with its class, for example <c>security.capability</c>.</param>
/// <param name="Value">Its value; any bytes.</param>
public readonly record struct FileAttribute(string Name, ReadOnlyMemory<byte> Value);
