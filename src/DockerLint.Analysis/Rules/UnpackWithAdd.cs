using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// ADD unpacks a local tar archive, also one that gzip, bzip2, xz or zstd packed; it leaves zip and other files as
/// they are. COPY --from has no such instruction beside it.
/// </summary>
internal sealed class UnpackWithAdd() : Rule(
    new("DL3010", "UnpackWithAdd", Severity.Info, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "An archive is copied in one layer and unpacked in the next.")),
    IVisit<Stage>
{
    private static readonly string[] s_archives =
        [".tar", ".tgz", ".tbz", ".tbz2", ".tb2", ".txz", ".tar.gz", ".tar.Z", ".tar.bz2", ".tar.xz", ".tar.lz", ".tar.lzma", ".tar.zst", ".tZ", ".tlz", ".tpz"];

    private static readonly ImmutableArray<string> s_unpackers =
        ["tar", "bsdtar", "gunzip", "bunzip2", "unxz", "unlzma", "unlzip", "unlz", "uncompress", "zcat", "gzcat", "zgz", "unzip"];

    public void Visit(Stage stage, RuleContext context)
    {
        if (!stage.Instructions.Any(static instruction => ArchivesIn(instruction).Any()))
            return;
        HashSet<string> unpacked = [];
        for (int index = stage.Instructions.Length - 1; index >= 0; index--)
        {
            if (stage.Instructions[index] is RunSyntax run)
            {
                foreach (Invocation command in context.ProgramsOf(run, stage.States[index]))
                {
                    if (Unpacks(command))
                        unpacked.UnionWith(command.Words.Select(static word => NameIn(word.Text)));
                }
            }

            foreach ((string name, TextSpan span) in ArchivesIn(stage.Instructions[index]))
            {
                if (unpacked.Contains(name))
                    context.ReportFor(stage.Instructions[index], span, $"'{name}' is copied only to be unpacked; ADD does both at once");
            }
        }
    }

    /// <summary>The archives that an instruction copies from the build context.</summary>
    private static IEnumerable<(string Name, TextSpan Span)> ArchivesIn(InstructionSyntax instruction)
    {
        if (instruction is not CopySyntax { From: null, Destination: { } target } copy)
            yield break;
        bool isTarget = IsArchive(NameIn(target.Text));
        foreach (WordSyntax source in copy.Sources)
        {
            string name = NameIn(isTarget ? target.Text : source.Text);
            if (IsArchive(name))
                yield return (name, source.Span);
        }
    }

    private static bool IsArchive(string name) => s_archives.Any(suffix => name.EndsWith(suffix, StringComparison.Ordinal));

    private static bool Unpacks(Invocation command) => command.Program is "tar" or "bsdtar"
        ? command.Has("x", "extract", "get") || (command.Words is [{ Text: [not '-', ..] letters }, ..] && letters.Contains('x', StringComparison.Ordinal))
        : s_unpackers.Contains(command.Program);

    private static string NameIn(string path) => path[(path.AsSpan().LastIndexOfAny("/\\=") + 1)..].Trim('"', '\'');
}
