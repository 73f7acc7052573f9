using System.Collections.Immutable;
using DockerLint.Syntax.Text;
using Pidgin;

namespace DockerLint.Configuration.EditorConfig;

/// <summary>A line <c>dotnet_diagnostic.CODE.severity = LEVEL</c> of an <c>.editorconfig</c>, which the compiler heeds for sources alone.</summary>
/// <param name="Rule">The code.</param>
/// <param name="Level">The level as it is written.</param>
/// <param name="At">Where it stands.</param>
public sealed record CompilerSeverity(string Rule, string Level, Place At)
{
    private const string Prefix = "dotnet_diagnostic.";
    private const string Suffix = ".severity";
    private const string IsGlobal = "is_global";

    private PathGlob? Glob { get; init; }

    /// <summary>Whether it stands in a section that is for a file.</summary>
    /// <param name="path">The full path of the file, with slashes.</param>
    public bool IsFor(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        string folder = Paths.FolderOf(At.Source);
        return path.StartsWith(folder + "/", StringComparison.Ordinal) && Glob?.IsMatch(path.AsSpan(folder.Length)) == true;
    }

    /// <summary>The lines of a file that name rules of ours; none where it is a <c>.globalconfig</c>, which is for all files.</summary>
    /// <param name="path">Its full path, with slashes.</param>
    /// <param name="text">Its text.</param>
    public static ImmutableArray<CompilerSeverity> In(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        // Most files say nothing of us.
        if (!text.Contains(Prefix, StringComparison.OrdinalIgnoreCase) || EditorConfigGrammar.File.Parse(text) is not { Success: true, Value: var lines })
            return [];
        var source = new SourceText(text);
        ImmutableArray<CompilerSeverity>.Builder found = ImmutableArray.CreateBuilder<CompilerSeverity>();
        PathGlob? glob = null;
        foreach (EditorConfigLine line in lines.OfType<EditorConfigLine>())
        {
            string name = source.Slice(line.Name).ToString();
            if (line.Value is not { } value)
                glob = PathGlob.TryParse(name, out PathGlob? parsed) ? parsed : null;
            else if (name.Equals(IsGlobal, StringComparison.OrdinalIgnoreCase))
                return [];
            else if (RuleIn(name) is { } rule)
                found.Add(new CompilerSeverity(rule, source.Slice(value).ToString(), At(line.Name)) { Glob = glob });
        }

        return found.DrainToImmutable();

        Place At(TextSpan span)
        {
            TextPosition position = source.PositionOf(span.Start);
            return new Place(path, position.Line, position.Column);
        }
    }

    private static string? RuleIn(string key) =>
        key.Length > Prefix.Length + Suffix.Length
        && key.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)
        && key.EndsWith(Suffix, StringComparison.OrdinalIgnoreCase)
        && Vocabulary.TryFindCode(key[Prefix.Length..^Suffix.Length], out string? code, out _)
            ? code
            : null;
}
