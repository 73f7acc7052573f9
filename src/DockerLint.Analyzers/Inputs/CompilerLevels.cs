using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Configuration;
using Microsoft.CodeAnalysis;

namespace DockerLint.Analyzers.Inputs;

/// <summary>
/// The levels that the compiler itself is told: <c>.globalconfig</c>, <c>NoWarn</c>, <c>WarningsAsErrors</c>, rule sets.
/// It applies them to what is reported; whether a rule runs at all is for us to say.
/// </summary>
internal static class CompilerLevels
{
    /// <summary>The rules that are switched on or off.</summary>
    public static Settings Of(CompilationOptions options, CancellationToken cancel)
    {
        Settings settings = Settings.Empty;
        foreach (RuleInfo rule in RuleCatalog.All)
        {
            if (SettingOf(LevelOf(rule.Code)) is { } setting)
                settings = settings.With(new ConfiguredWord(rule.Code, default), setting);
        }

        return settings;

        // As the compiler has it: NoWarn before .globalconfig, and that before what else the project says.
        ReportDiagnostic LevelOf(string code)
        {
            ReportDiagnostic said = options.SpecificDiagnosticOptions.GetValueOrDefault(code, ReportDiagnostic.Default);
            return said != ReportDiagnostic.Suppress
                && options.SyntaxTreeOptionsProvider is { } provider
                && provider.TryGetGlobalDiagnosticValue(code, cancel, out ReportDiagnostic configured)
                    ? configured
                    : said;
        }
    }

    /// <summary>What the compiler is told of rules for a source: <c>dotnet_diagnostic</c> keys of <c>.editorconfig</c>.</summary>
    /// <param name="tree">The source.</param>
    /// <param name="codes">The rules to ask for.</param>
    /// <param name="options">What the compiler is told.</param>
    /// <param name="cancel">Cancels.</param>
    public static IEnumerable<(string Code, ReportDiagnostic Level)> Of(SyntaxTree tree, ImmutableArray<string> codes, CompilationOptions options, CancellationToken cancel)
    {
        foreach (string code in codes)
        {
            if (options.SyntaxTreeOptionsProvider?.TryGetDiagnosticValue(tree, code, cancel, out ReportDiagnostic level) == true)
                yield return (code, level);
        }
    }

    /// <summary>Levels as the settings of rules.</summary>
    public static Settings ToSettings(IEnumerable<(string Code, ReportDiagnostic Level)> levels)
    {
        Settings settings = Settings.Empty;
        foreach ((string code, ReportDiagnostic level) in levels)
        {
            if (SettingOf(level) is { } setting)
                settings = settings.With(new ConfiguredWord(code, default), setting);
        }

        return settings;
    }

    private static RuleSetting? SettingOf(ReportDiagnostic level) => level switch
    {
        ReportDiagnostic.Suppress => RuleSetting.Off,
        ReportDiagnostic.Error => new RuleSetting(true, Severity.Error),
        ReportDiagnostic.Warn => new RuleSetting(true, Severity.Warning),
        ReportDiagnostic.Info or ReportDiagnostic.Hidden => new RuleSetting(true, Severity.Info),
        _ => null,
    };
}
