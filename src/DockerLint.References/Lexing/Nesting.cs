using Pidgin;
using Pidgin.Configuration;

namespace DockerLint.Lexing;

/// <summary>How deep one parse is inside itself; carried as Pidgin's configuration, the only state a parse has.</summary>
internal class Nesting : IConfiguration<char>
{
    /// <summary>Levels that a grammar may be nested in itself; far beyond anything that a person writes.</summary>
    public const int Limit = 250;

    /// <summary>Pidgin's message for input beyond <see cref="Limit"/>.</summary>
    public const string TooDeep = "nested too deeply";

    /// <summary>The current level, from 0.</summary>
    public int Depth { get; set; }

    /// <inheritdoc/>
    public Func<char, SourcePosDelta> SourcePosCalculator => CharDefaultConfiguration.Instance.SourcePosCalculator;

    /// <inheritdoc/>
    public IArrayPoolProvider ArrayPoolProvider => CharDefaultConfiguration.Instance.ArrayPoolProvider;
}
