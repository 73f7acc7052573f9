using System.Collections.Immutable;
using DockerLint.Analysis.Facts;
using DockerLint.Lexing;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A build argument that no ARG takes changes nothing, and the builder says so only in a line of its log.</summary>
internal sealed class UndeclaredBuildArg() : Rule(
    new("DK2007", "UndeclaredBuildArg", Severity.Warning, Category.Correctness, Profiles.Recommended, "A build argument is passed that the Dockerfile does not declare.") { IsConditional = true }),
    IVisit<BuildUse>
{
    /// <summary>Arguments that need no ARG (Dockerfile reference, Predefined ARGs), or that are for the builder itself.</summary>
    private static readonly ImmutableHashSet<string> s_predefined = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase, "HTTP_PROXY", "HTTPS_PROXY", "FTP_PROXY", "NO_PROXY", "ALL_PROXY", "SOURCE_DATE_EPOCH");

    public void Visit(BuildUse build, RuleContext context)
    {
        if (!context.Facts.Dockerfiles.TryGetValue(build, out BuiltDockerfile? dockerfile)
            || dockerfile.Model is not { Stages.IsEmpty: false } model
            || model.Errors.Any(static error => !error.NeedsArgument))
        {
            return;
        }

        string[] declared = [.. model.Syntax.Instructions.OfType<ArgSyntax>().SelectMany(static arg => arg.Pairs).Select(static pair => pair.Name.Text)];
        foreach (WrittenText argument in build.Arguments)
        {
            if (declared.Contains(argument.Text) || s_predefined.Contains(argument.Text) || argument.Text.StartsWith("BUILDKIT_", StringComparison.Ordinal))
                continue;
            string advice = Suggestion.Nearest(argument.Text, declared) is { } nearest ? $"did you mean '{nearest}'?" : $"add ARG {argument.Text}, or do not pass it";
            context.Report(argument.Span, $"{dockerfile.Name} has no ARG {argument.Text}, so that it changes nothing; {advice}");
        }
    }
}
