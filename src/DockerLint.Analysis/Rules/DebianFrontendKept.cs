using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// ENV outlives the build: whoever installs something in a container of the image, or builds on it, is asked nothing
/// any more. An ARG is there for every RUN and gone afterwards.
/// </summary>
internal sealed class DebianFrontendKept() : Rule(
    new("DK4004", "DebianFrontendKept", Severity.Info, Category.Correctness, Profiles.Recommended, "DEBIAN_FRONTEND stays set in the image.")
    {
        Fix = FixSafety.Unsafe,
    }),
    IVisit<EnvSyntax>
{
    private const string Name = "DEBIAN_FRONTEND";

    public void Visit(EnvSyntax env, RuleContext context)
    {
        KeyValueSyntax? pair = env.Pairs.FirstOrDefault(static pair => pair.Name.Text == Name);
        if (pair is not { Value: { } value }
            || Shipping.Target(context.Model)?.Scope.Find(Name, int.MaxValue) is not { Value: not ("" or "dialog" or "newt" or "readline") } last
            || last.Declaration != pair)
        {
            return;
        }

        context.Report(pair.Name.Span, "containers of this image keep this setting; use ARG, which ends with the build", fix: FixOf(env, pair, value, context));
    }

    private static Fix? FixOf(EnvSyntax env, KeyValueSyntax pair, WordSyntax value, RuleContext context)
    {
        if (env.Pairs.Length > 1 || !env.CommentsAbove.IsEmpty || value.Text.Contains(' ', StringComparison.Ordinal) || context.Stage.Scope.Find(Name, context.Index) is { Origin: VariableOrigin.Env })
            return null;
        string keyword = char.IsAsciiLetterLower(env.Keyword[0]) ? "arg" : "ARG";
        TextEdit[] edits = env.IsLegacy
            ? [new(env.KeywordSpan, keyword), new(TextSpan.Between(pair.Name.Span.End, value.Span.Start), "=")]
            : [new(env.KeywordSpan, keyword)];
        return new Fix("Use ARG", IsSafe: false, [.. edits]);
    }
}
