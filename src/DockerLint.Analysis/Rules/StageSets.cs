using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>Which stages of a file a rule on whole images looks at.</summary>
internal static class StageSets
{
    /// <summary>The stages that no other one starts from or takes files of, and the one that is built.</summary>
    public static IEnumerable<Stage> Images(this DockerfileModel file) =>
        file.Stages.Where(static stage => stage.IsTarget || !stage.IsNeeded);

    /// <summary>
    /// The stages that lack something: they neither have it nor start from one that does, no other stage takes files
    /// of them, and none that has it starts from them.
    /// </summary>
    public static IEnumerable<Stage> Lacking(this DockerfileModel file, Func<Stage, bool> has)
    {
        if (file.Stages is [var only])
            return has(only) ? [] : file.Stages;
        HashSet<Stage> served = [];
        foreach (Stage stage in file.Stages)
        {
            if (!has(stage) && !(stage.Parent is { } parent && served.Contains(parent)))
                continue;
            served.Add(stage);
        }

        HashSet<Stage> bases = [];
        foreach (Stage stage in served)
        {
            Stage? below = stage.Parent;
            while (below is not null && bases.Add(below))
                below = below.Parent;
        }

        return file.Stages.Where(stage =>
            !served.Contains(stage) && !bases.Contains(stage) && !stage.IsTakenFrom);
    }
}
