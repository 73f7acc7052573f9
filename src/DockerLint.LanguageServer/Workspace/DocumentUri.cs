namespace DockerLint.LanguageServer.Workspace;

/// <summary>The names by which clients call files.</summary>
internal static class DocumentUri
{
    /// <summary>The full path, with slashes, of a file; null for what is no file, such as a text that was never saved.</summary>
    public static string? PathOf(string uri)
    {
        if (!Uri.TryCreate(uri, UriKind.Absolute, out Uri? parsed) || !parsed.IsFile)
            return null;
        string path = parsed.LocalPath.Replace('\\', '/');
        // "/c:/…" and "c:/…" are the same file of Windows.
        return path is ['/', _, ':', ..] ? path[1..] : path;
    }

    /// <summary>What a file is called, as most clients would.</summary>
    /// <param name="path">Its full path, with slashes.</param>
    public static string Of(string path)
    {
        string[] parts = path.Split('/');
        for (int index = 0; index < parts.Length; index++)
            parts[index] = Uri.EscapeDataString(parts[index]);
        string escaped = string.Join('/', parts);
        return escaped.StartsWith('/') ? $"file://{escaped}" : $"file:///{escaped}";
    }
}
