using System.Collections.Immutable;
using System.Reflection;

namespace DockerLint.Analysis.Tests.Pages;

/// <summary>A rule's page: a title, the facts, then sections whose fenced Dockerfiles are examples.</summary>
internal sealed record RulePage(string Title, ImmutableArray<PageSection> Sections)
{
    /// <summary>The folder of the pages.</summary>
    public static string Folder { get; } = Path.Combine(
        typeof(RulePage).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "RepositoryRoot").Value!,
        "rules");

    public static string PathOf(string code) => Path.Combine(Folder, $"{code}.md");

    public static RulePage Read(string code) => Parse(File.ReadAllText(PathOf(code)));

    /// <summary>The examples of the sections of that name.</summary>
    public ImmutableArray<PageExample> Examples(string heading) =>
        [.. Sections.Where(section => section.Heading == heading).SelectMany(section => section.Examples)];

    public static RulePage Parse(string text)
    {
        string title = "";
        string heading = "";
        ImmutableArray<PageSection>.Builder sections = ImmutableArray.CreateBuilder<PageSection>();
        ImmutableArray<PageExample>.Builder examples = ImmutableArray.CreateBuilder<PageExample>();
        List<string>? fence = null;
        string[] info = [];
        int start = 0;
        string? ignore = null;
        string? built = null;
        void End()
        {
            sections.Add(new PageSection(heading, examples.DrainToImmutable()));
        }

        string[] lines = text.ReplaceLineEndings("\n").Split('\n');
        for (int index = 0; index < lines.Length; index++)
        {
            string line = lines[index];
            if (fence is null && line.StartsWith("# ", StringComparison.Ordinal))
            {
                title = line[2..];
            }
            else if (fence is null && line.StartsWith("## ", StringComparison.Ordinal))
            {
                End();
                heading = line[3..];
            }
            else if (!line.StartsWith("```", StringComparison.Ordinal))
            {
                fence?.Add(line);
            }
            else if (fence is null)
            {
                (fence, start) = ([], index + 1);
                info = line[3..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            }
            else
            {
                if (info is ["dockerfile", not PageExample.Built, ..] or ["dockerfile"] or [PageExample.Project, ..] || PageExample.IsDocument(info))
                    examples.Add(new PageExample(start, info[0], info[1..], ignore, built, MarkedText.Parse(fence)));
                ignore = info is ["dockerignore"] ? string.Join('\n', fence) : null;
                built = info is ["dockerfile", PageExample.Built] ? string.Join('\n', fence) : null;
                fence = null;
            }
        }

        End();
        return new RulePage(title, [.. sections.Skip(1)]);
    }
}

/// <summary>A section of a page.</summary>
internal sealed record PageSection(string Heading, ImmutableArray<PageExample> Examples);
