using System.Globalization;

namespace DockerLint.Configuration;

/// <summary>Where something is configured.</summary>
/// <param name="Source">The path of a file as it was asked for, else the name of an option or an environment variable.</param>
/// <param name="Line">The line, from 1; 0 where it is no file or all of it.</param>
/// <param name="Column">The column, from 1, in UTF-16 code units; 0 where there is no line.</param>
public readonly record struct Place(string Source, int Line = 0, int Column = 0)
{
    /// <summary><c>source:line:column</c>, or the source alone.</summary>
    public override string ToString() =>
        Line == 0 ? Source : string.Create(CultureInfo.InvariantCulture, $"{Source}:{Line}:{Column}");
}

/// <summary>A word of a configuration.</summary>
/// <param name="Text">The word.</param>
/// <param name="At">Where it stands.</param>
public readonly record struct ConfiguredWord(string Text, Place At);

/// <summary>What is wrong with a configuration.</summary>
/// <param name="At">Where.</param>
/// <param name="Message">A lower-case clause: what is wrong; what to do.</param>
/// <param name="IsError">Whether what it holds for cannot be linted; else it is good to know.</param>
public sealed record ConfigurationProblem(Place At, string Message, bool IsError = true);

/// <summary>Collects what is wrong while a configuration is read.</summary>
internal sealed class Problems
{
    private readonly List<ConfigurationProblem> _all = [];

    public IReadOnlyList<ConfigurationProblem> All => _all;

    public void Error(Place at, string message) => _all.Add(new ConfigurationProblem(at, message));

    public void Warn(Place at, string message) => _all.Add(new ConfigurationProblem(at, message, IsError: false));
}
