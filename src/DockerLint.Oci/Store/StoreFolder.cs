namespace DockerLint.Oci.Store;

/// <summary>Where a user's store lies.</summary>
public static class StoreFolder
{
    /// <summary>The environment variable that names another place.</summary>
    public const string Variable = "DOCKERLINT_STORE";

    /// <summary>The folder of a user: <c>$DOCKERLINT_STORE</c>, else where the system keeps data of programs.</summary>
    /// <param name="home">The user's folder.</param>
    /// <param name="variable">The value of an environment variable; null where it is not set.</param>
    public static string Of(string home, Func<string, string?> variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        if (Given(Variable) is { } named)
            return Path.GetFullPath(named);
        // The XDG specification: a relative path is not valid and to be ignored.
        string data = Given("XDG_DATA_HOME") is { } xdg && Path.IsPathRooted(xdg) ? xdg
            : OperatingSystem.IsWindows() ? Given("LOCALAPPDATA") ?? Path.Combine(home, "AppData", "Local")
            : OperatingSystem.IsMacOS() ? Path.Combine(home, "Library", "Application Support")
            : Path.Combine(home, ".local", "share");
        return Path.Combine(data, "dockerlint", "store");

        string? Given(string name) => variable(name) is { Length: > 0 } value ? value : null;
    }
}
