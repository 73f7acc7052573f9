using DockerLint.Analysis.Edits;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>ADD also downloads and unpacks; where neither is wanted, COPY says so.</summary>
internal sealed class UseCopyInsteadOfAdd() : Rule(
    new("DL3020", "UseCopyInsteadOfAdd", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "ADD is used where COPY does.") { Fix = FixSafety.Safe }),
    IVisit<AddSyntax>
{
    public void Visit(AddSyntax add, RuleContext context)
    {
        if (add.Sources.IsEmpty || add.Flag("unpack") is not null || add.Flag("checksum") is not null)
            return;
        if (add.Sources.Any(source => IsPlain(add, source, context)))
            context.Report(add.KeywordSpan, "ADD also downloads and unpacks, which is not wanted here; use COPY", fix: FixOf(add, context));
    }

    /// <summary>
    /// ADD looks into a file to see whether it is an archive: sure of it are names of folders, and names that say what
    /// else they are. None where the COPY would have findings that the ADD has not.
    /// </summary>
    private static Fix? FixOf(AddSyntax add, RuleContext context)
    {
        if (InstructionEdits.Keyword(add, InstructionEdits.InCaseOf(add, "COPY"), context.Source) is not { } keyword
            || add.Flags.Any(static flag => flag.Name is not ("chown" or "chmod" or "link" or "exclude"))
            || add.Sources.Any(source => !IsPlain(add, source, context) || ArchiveNames.MayFitArchive(context.Model.ValueOf(source)) || context.Model.ValueOf(source).Contains("://", StringComparison.Ordinal))
            || RelativeCopyDestination.Concerns(add, context)
            || DestinationNotDirectory.Concerns(add, context.Model))
        {
            return null;
        }

        bool isSafe = add.Sources.All(source => add.HeredocOf(source) is not null || ArchiveNames.SaysOtherwise(context.Model.ValueOf(source)));
        return new Fix("Use COPY", isSafe, [keyword]);
    }

    private static bool IsPlain(AddSyntax add, WordSyntax source, RuleContext context)
    {
        if (add.HeredocOf(source) is not null)
            return true;
        string path = context.Model.ValueOf(source);
        return context.Model.ExpansionOf(source) is not { } expansion || !expansion.Undefined.Any()
            ? CopySource.KindOf(path) == SourceKind.Local
                && !ArchiveNames.IsArchive(path)
            : false;
    }
}
