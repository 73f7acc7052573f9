using DockerLint.Analysis.Edits;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>The target platform is what FROM takes by itself.</summary>
internal sealed class RedundantTargetPlatform() : Rule(
    new("DL3065", "RedundantTargetPlatform", Severity.Warning, Category.Style, Profiles.Recommended | Profiles.Hadolint | Profiles.BuildKit, "FROM --platform=$TARGETPLATFORM says what goes without saying.") { Fix = FixSafety.Safe }),
    IVisit<FromSyntax>
{
    public void Visit(FromSyntax from, RuleContext context)
    {
        if (from.Platform is { } flag
            && context.Model.ExpansionOf(flag) is { Uses: [{ Variable.Value: { } value }, ..] } expansion
            && expansion.Uses.All(static use => use.Name == "TARGETPLATFORM")
            && expansion.Value == value)
        {
            context.Report(flag.Span, "this is the platform that FROM takes by itself; drop the flag", fix: FixOf(flag, expansion, context.Source));
        }
    }

    /// <summary>None where the file gives TARGETPLATFORM another value than the build does.</summary>
    private static Fix? FixOf(FlagSyntax flag, Expansion expansion, SourceText source)
    {
        if (expansion.Uses.Any(static use => use.Variable?.Origin != VariableOrigin.Platform))
            return null;
        int blanks = source.Value.AsSpan(flag.Span.End).IndexOfAnyExcept(' ', '\t');
        return new Fix("Drop the flag", IsSafe: true, [Edit.Delete(flag.Span with { Length = flag.Span.Length + Math.Max(blanks, 0) })]);
    }
}
