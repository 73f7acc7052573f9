using System.Globalization;

namespace DockerLint.Analysis.Facts;

/// <summary>What a .NET project asks of the image that it is published on.</summary>
/// <param name="Major">The first number of the .NET that it targets.</param>
/// <param name="Minor">The second number.</param>
public sealed record PublishedProject(int Major, int Minor)
{
    /// <summary>Whether it needs ASP.NET Core.</summary>
    public bool IsWeb { get; init; }

    /// <summary>Whether it brings its own .NET.</summary>
    public bool IsSelfContained { get; init; }

    /// <summary>Whether it also runs on a later major version.</summary>
    public bool RollsForward { get; init; }

    /// <summary>What a project says of itself; null where it targets no .NET (Core) of a known version.</summary>
    /// <param name="property">The value of a property of the project; null where it is empty.</param>
    public static PublishedProject? Of(Func<string, string?> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        if (property("TargetFramework") is not { } framework
            || !framework.StartsWith("net", StringComparison.OrdinalIgnoreCase)
            || !TryReadVersion(framework.AsSpan(3), out int major, out int minor)
            || major < 5)
        {
            return null;
        }

        return new PublishedProject(major, minor)
        {
            IsWeb = IsTrue("UsingMicrosoftNETSdkWeb"),
            IsSelfContained = IsTrue("SelfContained") || IsTrue("PublishSelfContained") || IsTrue("PublishAot"),
            RollsForward = property("RollForward")?.EndsWith("Major", StringComparison.OrdinalIgnoreCase) == true,
        };

        bool IsTrue(string name) => "true".Equals(property(name), StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The version that a text starts with: <c>10.0-alpine</c>, <c>8.0.11</c>.</summary>
    internal static bool TryReadVersion(ReadOnlySpan<char> text, out int major, out int minor)
    {
        minor = 0;
        int dot = text.IndexOf('.');
        if (dot < 0 || !int.TryParse(text[..dot], NumberStyles.None, CultureInfo.InvariantCulture, out major))
        {
            major = 0;
            return false;
        }

        text = text[(dot + 1)..];
        int end = text.IndexOfAnyExceptInRange('0', '9');
        return (end < 0 || text[end] is '.' or '-') && int.TryParse(end < 0 ? text : text[..end], NumberStyles.None, CultureInfo.InvariantCulture, out minor);
    }
}
