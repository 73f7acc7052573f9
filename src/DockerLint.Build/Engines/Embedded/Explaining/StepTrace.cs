using System.Collections.Immutable;
using DockerLint.Build.Plan;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded.Explaining;

/// <summary>What a step was known by, part by part, so that the next build can say which of them is another.</summary>
/// <param name="Description">What it does, for people.</param>
/// <param name="Operation">What it does.</param>
/// <param name="Parent">The key of what it starts from; null for nothing.</param>
/// <param name="Variables">The variables of a command with digests of their values, which may be nobody's business.</param>
/// <param name="Sources">The keys of what it takes.</param>
/// <param name="Files">The files of that with what each is known by; none where they are too many.</param>
internal sealed record StepTrace(
    string Description,
    Digest Operation,
    Digest? Parent,
    ImmutableDictionary<string, Digest> Variables,
    ImmutableArray<Digest> Sources,
    ImmutableDictionary<string, Digest> Files)
{
    private const int MostFiles = 2000;

    /// <summary>The trace of a step.</summary>
    public static StepTrace Of(BuildStep step, Digest? parent, OpenedSources opened)
    {
        OpenedSource[] sources = [.. opened.Sources, .. opened.Mounts.Values];
        bool isListed = sources.Sum(static source => source.Files.Length) <= MostFiles;
        var files = ImmutableDictionary.CreateBuilder<string, Digest>(StringComparer.Ordinal);
        foreach ((string path, Digest digest) in isListed ? sources.SelectMany(static source => source.Files) : [])
            files[path] = digest;
        var variables = ImmutableDictionary.CreateBuilder<string, Digest>(StringComparer.Ordinal);
        foreach (string variable in (step as RunStep)?.Environment ?? [])
        {
            using var value = new KeyWriter("variable");
            variables[variable.Split('=')[0]] = value.Add(variable).Complete();
        }

        return new StepTrace(step.Description, step.Operation(), parent, variables.ToImmutable(), [.. sources.Select(static source => source.Key)], files.ToImmutable());
    }

    /// <summary>Why a step is not known any more that was known by an older trace; null where there is no reason in it.</summary>
    /// <param name="old">The older trace.</param>
    public string? Since(StepTrace old)
    {
        string[] variables = Changes("the build argument or variable", old.Variables, Variables);
        if (variables.Length > 0)
            return Sentence(variables);
        if (Description != old.Description)
            return $"the instruction was '{old.Description.Split('\n')[0]}'";
        if (Operation != old.Operation)
            return Description.StartsWith("FROM ", StringComparison.Ordinal) ? "the base image is another" : "its user, folder, mounts or options have changed";
        string[] files = Changes("the file", old.Files, Files);
        if (files.Length > 0)
            return Sentence(files);
        return !Sources.SequenceEqual(old.Sources) ? "the content of what it takes has changed"
            : Parent != old.Parent ? "the step before it has another result"
            : null;
    }

    private static string[] Changes(string kind, ImmutableDictionary<string, Digest> old, ImmutableDictionary<string, Digest> now) =>
    [
        .. now.Keys.Union(old.Keys).Order(StringComparer.Ordinal)
            .Where(name => old.GetValueOrDefault(name) != now.GetValueOrDefault(name))
            .Select(name => $"{kind} {name} {(!old.ContainsKey(name) ? "was added" : !now.ContainsKey(name) ? "was removed" : "has changed")}"),
    ];

    private static string Sentence(string[] changes)
    {
        const int Most = 3;
        string rest = changes.Length > Most ? $", and {changes.Length - Most} more" : "";
        return string.Join(", ", changes.Take(Most)) + rest;
    }
}
