using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>ADD also downloads and unpacks; where neither is wanted, COPY says so.</summary>
internal sealed class UseCopyInsteadOfAdd() : Rule(
    new("DL3020", "UseCopyInsteadOfAdd", Severity.Error, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "ADD is used where COPY does.")),
    IVisit<AddSyntax>
{
    private static readonly string[] s_archives =
        [".tar", ".tgz", ".tbz", ".tbz2", ".tb2", ".txz", ".tlz", ".tpz", ".tz", ".gz", ".bz2", ".xz", ".lz", ".lzma", ".zst", ".z"];

    public void Visit(AddSyntax add, RuleContext context)
    {
        if (add.Sources.IsEmpty || add.Flag("unpack") is not null || add.Flag("checksum") is not null)
            return;
        if (add.Sources.Any(source => IsPlain(add, source, context)))
            context.Report(add.KeywordSpan, "ADD also downloads and unpacks, which is not wanted here; use COPY");
    }

    private static bool IsPlain(AddSyntax add, WordSyntax source, RuleContext context)
    {
        if (add.HeredocOf(source) is not null)
            return true;
        string path = context.Model.ValueOf(source);
        return context.Model.ExpansionOf(source) is not { } expansion || !expansion.Undefined.Any()
            ? CopySource.KindOf(path) == SourceKind.Local
                && !s_archives.Any(suffix => path.EndsWith(suffix, StringComparison.OrdinalIgnoreCase))
            : false;
    }
}
