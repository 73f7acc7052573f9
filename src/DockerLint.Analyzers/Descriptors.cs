using System.Collections.Frozen;
using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Configuration;
using Microsoft.CodeAnalysis;
using Finding = DockerLint.Analysis.Diagnostic;

namespace DockerLint.Analyzers;

/// <summary>The rules as the compiler knows them.</summary>
internal static class Descriptors
{
    private static readonly DiagnosticDescriptor s_configuration = Of(
        new RuleInfo(BuildCodes.Configuration, "ConfigurationProblem", Severity.Warning, Category.Correctness, Profiles.All, "The configuration of DockerLint is wrong.")
        {
            Url = BuildCodes.UrlOf(BuildCodes.Configuration),
        });

    /// <summary>The compiler takes no identifiers that an analyzer did not announce, such as those of a configuration.</summary>
    private static readonly DiagnosticDescriptor s_declared = Of(
        new RuleInfo(BuildCodes.DeclaredRule, "DeclaredRule", Severity.Warning, Category.Correctness, Profiles.All, "A rule that the configuration declares.")
        {
            Url = BuildCodes.UrlOf(BuildCodes.DeclaredRule),
        });

    private static readonly FrozenDictionary<string, DiagnosticDescriptor> s_rules = RuleCatalog.All.ToFrozenDictionary(
        static rule => rule.Code, Of, StringComparer.Ordinal);

    /// <summary>All of them.</summary>
    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [s_configuration, s_declared, .. s_rules.Values];

    /// <summary>A finding as the compiler reports it.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="place">Where it is.</param>
    /// <param name="related">Where that is which explains it.</param>
    /// <param name="properties">What a fix has to know.</param>
    public static Microsoft.CodeAnalysis.Diagnostic ToDiagnostic(
        Finding finding, Location place, IEnumerable<Location>? related = null, ImmutableDictionary<string, string?>? properties = null)
    {
        DiagnosticSeverity level = LevelOf(finding.Severity);
        return s_rules.TryGetValue(finding.Rule.Code, out DiagnosticDescriptor? descriptor)
            ? Microsoft.CodeAnalysis.Diagnostic.Create(descriptor, place, level, related, properties, finding.Message)
            : Microsoft.CodeAnalysis.Diagnostic.Create(s_declared, place, level, related, properties, $"{finding.Rule.Code}: {finding.Message}");
    }

    /// <summary>What is wrong with the configuration, as the compiler reports it.</summary>
    public static Microsoft.CodeAnalysis.Diagnostic ToDiagnostic(ConfigurationProblem problem) => Microsoft.CodeAnalysis.Diagnostic.Create(
        s_configuration,
        Places.Of(problem.At),
        problem.IsError ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        additionalLocations: null,
        properties: null,
        problem.At.Line == 0 ? $"{problem.At}: {problem.Message}" : problem.Message);

    private static DiagnosticSeverity LevelOf(Severity severity) => severity switch
    {
        Severity.Error => DiagnosticSeverity.Error,
        Severity.Warning => DiagnosticSeverity.Warning,
        _ => DiagnosticSeverity.Info,
    };

    /// <summary>Every rule is on for the compiler: which ones run, the profile decides.</summary>
    private static DiagnosticDescriptor Of(RuleInfo rule) => new(
        rule.Code,
        rule.Summary.TrimEnd('.'),
        "{0}",
        $"DockerLint.{rule.Category}",
        LevelOf(rule.Severity),
        isEnabledByDefault: true,
        helpLinkUri: rule.Url);
}
