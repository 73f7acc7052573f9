using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace DockerLint.Analyzers.Tests.Package;

/// <summary>A finding as a build gives it.</summary>
/// <param name="File">The file, from the folder of the workspace on, with slashes.</param>
/// <param name="Line">The line, from 1; 0 where there is none.</param>
/// <param name="Column">The column, from 1; 0 where there is none.</param>
/// <param name="Level"><c>error</c>, <c>warning</c> or <c>note</c>.</param>
/// <param name="Code">The code.</param>
public sealed record BuildFinding(string File, int Line, int Column, string Level, string Code)
{
    /// <summary>As the build writes it.</summary>
    public override string ToString() => Line == 0 ? $"{File}: {Level} {Code}" : $"{File}({Line},{Column}): {Level} {Code}";
}

/// <summary>What a build did.</summary>
/// <param name="ExitCode">Its exit code.</param>
/// <param name="Output">All that it wrote.</param>
/// <param name="Printed">The findings that it wrote, sorted; one that it wrote twice is there twice.</param>
/// <param name="Logged">The findings in the SARIF error logs that it wrote, sorted; one of two logs is there twice.</param>
public sealed record BuildResult(int ExitCode, string Output, ImmutableArray<string> Printed, ImmutableArray<string> Logged)
{
    /// <summary>The lines of our findings as they are written, without the project at their end, sorted.</summary>
    public ImmutableArray<string> Lines =>
    [
        .. BeforeSummary(Output).Where(static line => line.Contains("github.com/dockerlint", StringComparison.Ordinal))
            .Select(static line => line[..(line.LastIndexOf(')') + 1)].Trim())
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>Reads what a build left.</summary>
    /// <param name="folder">The folder of the workspace.</param>
    /// <param name="exitCode">Its exit code.</param>
    /// <param name="output">All that it wrote.</param>
    public static BuildResult Of(string folder, int exitCode, string output) => new(
        exitCode,
        output,
        Sorted(BeforeSummary(output).Select(line => PrintedIn(folder, line)).OfType<BuildFinding>()),
        Sorted(Directory.EnumerateFiles(folder, "*.sarif", SearchOption.AllDirectories).SelectMany(log => LoggedIn(folder, log))));

    /// <summary>The build ended well.</summary>
    public BuildResult Succeeds()
    {
        Assert.True(ExitCode == 0, Output);
        return this;
    }

    /// <summary>The build failed.</summary>
    public BuildResult Fails()
    {
        Assert.True(ExitCode != 0, Output);
        return this;
    }

    /// <summary>The build wrote these findings of ours and no others.</summary>
    public BuildResult Prints(params string[] findings)
    {
        Assert.True(findings.Order(StringComparer.Ordinal).SequenceEqual(Printed), $"{string.Join('\n', Printed)}\n\n{Output}");
        return this;
    }

    /// <summary>The summary at the end has all findings once more.</summary>
    private static IEnumerable<string> BeforeSummary(string output) => output.Split('\n')
        .Select(static line => line.TrimEnd('\r'))
        .TakeWhile(static line => line is not ("Build succeeded." or "Build FAILED."));

    private static ImmutableArray<string> Sorted(IEnumerable<BuildFinding> findings) =>
        [.. findings.Where(static finding => finding.Code[..2] is "DL" or "DK" or "SC").Select(static finding => finding.ToString()).Order(StringComparer.Ordinal)];

    /// <summary>A line <c>file(line,column): level CODE: message</c>; null for another one.</summary>
    private static BuildFinding? PrintedIn(string folder, string line)
    {
        foreach (string level in (string[])["error", "warning"])
        {
            int at = line.IndexOf($": {level} ", StringComparison.Ordinal);
            if (at < 0 || line[(at + level.Length + 3)..].Split(':')[0] is not { Length: > 2 and < 10 } code)
                continue;
            string place = line[..at];
            int bracket = place.EndsWith(')') ? place.LastIndexOf('(') : -1;
            if (bracket < 0)
                return new BuildFinding(NameOf(folder, place), 0, 0, level, code);
            string[] numbers = place[(bracket + 1)..^1].Split(',');
            return new BuildFinding(NameOf(folder, place[..bracket]), Number(numbers[0]), numbers.Length > 1 ? Number(numbers[1]) : 1, level, code);
        }

        return null;
    }

    private static IEnumerable<BuildFinding> LoggedIn(string folder, string log)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(log));
        foreach (JsonElement result in document.RootElement.GetProperty("runs").EnumerateArray().SelectMany(static run => run.GetProperty("results").EnumerateArray()))
        {
            string code = result.GetProperty("ruleId").GetString()!;
            string level = result.TryGetProperty("level", out JsonElement said) ? said.GetString()! : "warning";
            if (result.TryGetProperty("suppressions", out JsonElement suppressions) && suppressions.GetArrayLength() > 0)
                continue;
            if (!result.TryGetProperty("locations", out JsonElement places) || places.GetArrayLength() == 0)
            {
                yield return new BuildFinding("", 0, 0, level, code);
                continue;
            }

            JsonElement place = places[0].GetProperty("physicalLocation");
            string file = new Uri(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!, UriKind.RelativeOrAbsolute) is { IsAbsoluteUri: true } uri
                ? uri.LocalPath
                : Uri.UnescapeDataString(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!);
            yield return place.TryGetProperty("region", out JsonElement region)
                ? new BuildFinding(NameOf(folder, file), region.GetProperty("startLine").GetInt32(), region.GetProperty("startColumn").GetInt32(), level, code)
                : new BuildFinding(NameOf(folder, file), 0, 0, level, code);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static string NameOf(string folder, string path)
    {
        string name = path.Trim();
        return (name.StartsWith(folder, StringComparison.Ordinal) ? name[folder.Length..].TrimStart(Path.DirectorySeparatorChar) : name).Replace('\\', '/');
    }
}
