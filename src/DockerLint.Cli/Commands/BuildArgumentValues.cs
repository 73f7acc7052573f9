using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace DockerLint.Cli.Commands;

/// <summary>What <c>--build-arg</c> says.</summary>
internal static class BuildArgumentValues
{
    /// <summary>Reads <c>NAME=VALUE</c>; <c>NAME</c> alone takes its value from the environment, and says nothing where that has none.</summary>
    /// <param name="given">As it was given.</param>
    /// <param name="host">Has the environment.</param>
    /// <param name="values">The values by name; the last one of a name holds.</param>
    /// <param name="error">Why it makes no sense; null when the result is true.</param>
    public static bool TryRead(
        IEnumerable<string> given,
        Host host,
        [NotNullWhen(true)] out ImmutableDictionary<string, string>? values,
        [NotNullWhen(false)] out string? error)
    {
        values = null;
        var read = ImmutableDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (string argument in given)
        {
            int equals = argument.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? argument : argument[..equals];
            if (name.Length == 0)
            {
                error = $"--build-arg: '{argument}' has no name; write NAME=VALUE";
                return false;
            }

            if ((equals < 0 ? host.Variable(name) : argument[(equals + 1)..]) is { } value)
                read[name] = value;
        }

        error = null;
        values = read.ToImmutable();
        return true;
    }
}
