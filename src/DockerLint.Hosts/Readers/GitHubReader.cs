using System.Collections.Immutable;
using DockerLint.Hosts.Texts;
using DockerLint.Semantics;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Readers;

/// <summary>
/// GitHub workflows (https://docs.github.com/actions/reference/workflows-and-actions/workflow-syntax) and actions
/// (https://docs.github.com/actions/reference/workflows-and-actions/metadata-syntax).
/// </summary>
internal sealed class GitHubReader(HostFindings found)
{
    /// <summary>Reads a document.</summary>
    public void Read(YamlNode root)
    {
        if (root is not YamlMap map)
            return;
        if (map.Find("jobs") is YamlMap jobs)
        {
            foreach (YamlMap job in jobs.Entries.Select(static entry => entry.Value).OfType<YamlMap>())
                ReadJob(job);
        }
        else if (map.Find("runs") is YamlMap runs && runs.Find("using") is YamlScalar { Value: var runner })
        {
            ReadSteps(runs);
            if (runner.Equals("docker", StringComparison.OrdinalIgnoreCase))
                ReadAction(runs);
        }
    }

    private void ReadJob(YamlMap job)
    {
        var matrix = (job.Find("strategy") as YamlMap)?.Find("matrix") as YamlMap;
        ReadContainer(job.Find("container"), matrix);
        if (job.Find("services") is YamlMap services)
        {
            foreach (YamlEntry service in services.Entries)
                ReadContainer((service.Value as YamlMap)?.Find("image"), matrix);
        }

        ReadSteps(job);
    }

    private void ReadSteps(YamlMap parent)
    {
        if (parent.Find("steps") is not YamlList steps)
            return;
        foreach (YamlMap step in steps.Items.OfType<YamlMap>())
            found.AddDockerImage(step.Find("uses"));
    }

    private void ReadAction(YamlMap runs)
    {
        if (runs.Find("image") is not YamlScalar image)
            return;
        found.AddDockerImage(image);
        if (!image.Value.Contains("://", StringComparison.Ordinal) && found.Written(image) is { } dockerfile)
            found.AddBuild(new BuildUse(image.Span) { Context = new WrittenText(".", image.Span), HasDefaultContext = true, Dockerfile = dockerfile });
    }

    private void ReadContainer(YamlNode? container, YamlMap? matrix)
    {
        if (container is YamlMap map)
            container = map.Find("image");
        if (container is YamlScalar text && matrix is not null && TextGrammar.Parse(text.Value) is [ExpressionPart { Expression: var expression }])
        {
            foreach (YamlNode value in ValuesOf(expression, matrix))
                found.AddImage(value is YamlMap choice ? choice.Find("image") : value, ImageUseKind.Container);
        }
        else
        {
            found.AddImage(container, ImageUseKind.Container);
        }
    }

    /// <summary>What a job is run with in place of <c>matrix.name</c>, as far as the file lists it.</summary>
    private static ImmutableArray<YamlNode> ValuesOf(string expression, YamlMap matrix)
    {
        if (expression.Split('.') is not ["matrix", var first, .. var rest])
            return [];
        List<YamlNode> values = [];
        if (matrix.Find(first) is YamlList list)
            values.AddRange(list.Items);
        if (matrix.Find("include") is YamlList included)
            values.AddRange(included.Items.OfType<YamlMap>().Select(item => item.Find(first)).OfType<YamlNode>());
        foreach (string name in rest)
            values = [.. values.OfType<YamlMap>().Select(value => value.Find(name)).OfType<YamlNode>()];
        return [.. values];
    }
}
