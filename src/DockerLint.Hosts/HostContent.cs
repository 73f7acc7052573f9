using DockerLint.Semantics;

namespace DockerLint.Hosts;

/// <summary>What a look at its lines says about the kind of a YAML file whose name says nothing.</summary>
internal static class HostContent
{
    /// <summary>The kind of a YAML text; null where it is none that names images.</summary>
    public static HostKind? KindOf(ReadOnlySpan<char> text)
    {
        text = text.TrimStart('\uFEFF');
        bool hasVersion = false;
        bool hasKind = false;
        bool isInServices = false;
        int nameMargin = 0;
        int fieldMargin = 0;
        foreach (ReadOnlySpan<char> line in text.EnumerateLines())
        {
            int margin = line.IndexOfAnyExcept(' ');
            if (margin < 0 || line[margin] == '#')
                continue;
            if (margin == 0)
            {
                isInServices = IsKey(line, "services") && line["services:".Length..].TrimStart() is [] or ['#', ..];
                nameMargin = fieldMargin = 0;
                if (line.StartsWith("---"))
                    hasVersion = hasKind = false;
                hasVersion |= IsKey(line, "apiVersion");
                if (hasVersion && IsKey(line, "kind") && line["kind:".Length..].Trim() is "Kustomization" or "Component")
                    return HostKind.Kustomize;
                hasKind |= IsKey(line, "kind");
                if (hasVersion && hasKind)
                    return HostKind.Kubernetes;
            }
            else if (isInServices)
            {
                if (nameMargin == 0)
                {
                    // A list of services is of something else.
                    isInServices = line[margin] != '-';
                    nameMargin = margin;
                }
                else if (margin > nameMargin)
                {
                    if (fieldMargin == 0)
                        fieldMargin = margin;
                    if (margin == fieldMargin && (IsKey(line[margin..], "image") || IsKey(line[margin..], "build")))
                        return HostKind.Compose;
                }
                else
                {
                    fieldMargin = 0;
                }
            }
        }

        return null;
    }

    /// <summary>Whether a line, without its margin, starts with a key.</summary>
    private static bool IsKey(ReadOnlySpan<char> line, string key) =>
        line.StartsWith(key) && line.Length > key.Length && line[key.Length] == ':' && (line.Length == key.Length + 1 || line[key.Length + 1] is ' ' or '\t');
}
