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

    private static RuleSetting? SettingOf(ReportDiagnostic level) => level switch
    {
        ReportDiagnostic.Suppress => RuleSetting.Off,
        ReportDiagnostic.Error => new RuleSetting(true, Severity.Error),
        ReportDiagnostic.Warn => new RuleSetting(true, Severity.Warning),
        ReportDiagnostic.Info or ReportDiagnostic.Hidden => new RuleSetting(true, Severity.Info),
        _ => null,
    };
}
