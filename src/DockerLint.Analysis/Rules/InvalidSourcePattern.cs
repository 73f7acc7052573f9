using DockerLint.Semantics.Patterns;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A pattern that cannot be read fails the build.</summary>
internal sealed class InvalidSourcePattern() : Rule(
    new("DK3002", "InvalidSourcePattern", Severity.Error, Category.Correctness, Profiles.Recommended, "The wildcard pattern of a source is invalid.")),
    IVisit<TransferSyntax>
{
    public void Visit(TransferSyntax transfer, RuleContext context)
    {
        foreach (WordSyntax source in transfer.Sources)
        {
            string path = context.Model.ValueOf(source);
            bool isWindowsPath = path is [_, ':', ..];
            if (isWindowsPath || path.AsSpan().IndexOfAny("*?[\\") < 0 || transfer.HeredocOf(source) is not null || CopySource.KindOf(path) != SourceKind.Local)
                continue;
            if (!PathPattern.TryParse(path, out _, out PatternError? error))
                context.Report(path == source.Text ? source.SpanOf(error!.Span) : source.Span, $"the pattern '{path}' is invalid: {error!.Message}");
        }
    }
}
