using System.Collections.Immutable;
using DockerLint.Analysis.Rules;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Commands;

/// <summary>A file or folder that an instruction brings into its layer.</summary>
/// <param name="Path">Its path, cleaned.</param>
/// <param name="Span">Where the instruction names it.</param>
internal sealed record AddedFile(string Path, TextSpan Span);

/// <summary>Finds out which files instructions bring, as far as they name them.</summary>
internal static class AddedFiles
{
    /// <summary>
    /// The target of a COPY or ADD and, for each source, the path below the target that it has if that is a folder.
    /// None where the target is not known.
    /// </summary>
    public static IEnumerable<AddedFile> Of(TransferSyntax transfer, StageState state, DockerfileModel model)
    {
        if (transfer.Destination is not { } destination
            || Paths.IsUnknown(destination, model)
            || WorkingFolder.Resolve(model.ValueOf(destination), state.Workdir ?? WorkingFolder.OfBaseImage) is not { } target)
        {
            yield break;
        }

        yield return new AddedFile(target, destination.Span);
        foreach (WordSyntax source in transfer.Sources)
        {
            if (transfer.HeredocOf(source) is null && NameOf(model.ValueOf(source)) is { } name && !Paths.IsUnknown(source, model))
                yield return new AddedFile(ContextPath.Clean($"{target}/{name}"), source.Span);
        }
    }

    /// <summary>What curl, wget and git fetch in a RUN that neither moves nor removes it.</summary>
    public static ImmutableArray<AddedFile> Of(ImmutableArray<Invocation> commands, StageState state)
    {
        if (!commands.Any(static command => command.Program is "curl" or "wget" or "git"))
            return [];
        List<AddedFile> added = [];
        foreach ((Invocation command, string? folder) in WorkingFolder.Follow(commands, state.Workdir))
        {
            foreach (RemovedFile removed in RemovedFile.By(command, folder))
                added.RemoveAll(file => removed.Covers(file.Path));
            if (FetchedBy(command) is { } fetched && WorkingFolder.Resolve(fetched, folder) is { } path)
                added.Add(new AddedFile(path, command.Span));
        }

        return [.. added];
    }

    private static string? FetchedBy(Invocation command) => command.Program switch
    {
        "curl" => command.Has("O", "remote-name") ? UrlName(command.Operands) : command.ValueOf("o", "output"),
        "wget" when command.ValueOf("O", "output-document") is { } file => file == "-" ? null : file,
        "wget" => command.Has("P", "directory-prefix", "i", "input-file", "r", "recursive") ? null : UrlName(command.Operands),
        "git" when command.Operands is [{ Text: "clone" }, _, { IsStatic: true } folder] => folder.Text,
        "git" when command.Operands is [{ Text: "clone" }, var url] && UrlName([url]) is { } name =>
            name.EndsWith(".git", StringComparison.Ordinal) ? name[..^4] : name,
        _ => null,
    };

    private static string? UrlName(ImmutableArray<CommandWord> operands) => operands is [var url] ? NameOf(url.Text) : null;

    /// <summary>The last element of a path or an address; null where it is a pattern, a folder's content or has none.</summary>
    private static string? NameOf(string source)
    {
        string path = CopySource.KindOf(source) == SourceKind.Local ? source : source.Split('?', '#')[0];
        string name = path.TrimEnd('/') is var trimmed ? trimmed[(trimmed.LastIndexOf('/') + 1)..] : "";
        return name is "" or "." or ".." || name.AsSpan().IndexOfAny("*?[") >= 0 ? null : name;
    }
}
