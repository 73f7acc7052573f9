using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Analyzers.Inputs;
using DockerLint.Configuration;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Diagnostic = Microsoft.CodeAnalysis.Diagnostic;
using Finding = DockerLint.Analysis.Diagnostic;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>Runs the rules about images on references in the sources of a compilation, and says where in them a finding is.</summary>
internal sealed class ImageLinter(Project project, Compilation compilation, AnalyzerConfigOptionsProvider options)
{
    /// <summary>What a fix is called, and what it adds to the end of the text that the literal at the place of the finding holds.</summary>
    private const string TitleProperty = "DockerLint.Title";
    private const string InsertProperty = "DockerLint.Insert";

    private const string Untrusted = "DL3026";

    /// <summary>What can be said of the name of an image that is being made: nobody fetches it yet.</summary>
    private static readonly ImmutableArray<string> s_aboutNewImages = ["DL3007", "DK2001", "DK2002"];

    private readonly ConcurrentDictionary<SyntaxTree, SourceFile> _files = [];
    private readonly ConcurrentDictionary<(string Code, Location Place), Location> _ofConstants = [];
    private readonly ConcurrentDictionary<string, Settings> _levels = [];

    /// <summary>The codes of the rules about images.</summary>
    public static ImmutableArray<string> Codes { get; } = ["DL3006", "DL3007", Untrusted, "DK2001", "DK2002", "DK2003"];

    /// <summary>What is wrong with a reference.</summary>
    /// <param name="reference">The reference.</param>
    /// <param name="slot">What takes it.</param>
    /// <param name="use">Where it is used.</param>
    /// <param name="cancel">Cancels.</param>
    public IEnumerable<Diagnostic> Lint(WrittenReference reference, ImageSlot slot, SyntaxNode use, CancellationToken cancel)
    {
        if (FileOf(use.SyntaxTree, cancel).Linter is not { } file)
            yield break;
        ImmutableArray<FilledReference> readings = [.. reference.Readings()];
        // Where nothing makes it valid, the reading counts whose error has nothing to do with what is unknown.
        FilledReference shown = readings.FirstOrDefault(static reading => reading.Result.Success)
            ?? readings.FirstOrDefault(static reading => reading.IsKnown(reading.Result.Error!.Span))
            ?? readings[0];
        foreach (Finding finding in file.Lint(shown))
        {
            if ((slot.IsNew && !s_aboutNewImages.Contains(finding.Rule.Code))
                || !Stands(finding, reference, shown, readings, file)
                || PlaceOf(finding, reference, shown) is not { } place)
            {
                continue;
            }

            if (IsFirst(finding.Rule.Code, place, use))
                yield return Descriptors.ToDiagnostic(finding with { Message = reference.WithLabels(finding.Message) }, place, properties: PropertiesOf(finding, reference));
        }
    }

    /// <summary>What is wrong with the configuration of a source, as far as it has not been said.</summary>
    public IEnumerable<Diagnostic> ProblemsFor(SyntaxTree tree, CancellationToken cancel) =>
        FileOf(tree, cancel).Problems.Where(project.IsNew).Select(Descriptors.ToDiagnostic);

    /// <summary>Whether a finding stands whatever the running program brings.</summary>
    private static bool Stands(
        Finding finding, WrittenReference reference, FilledReference shown, ImmutableArray<FilledReference> readings, FileLinter file)
    {
        if (reference.IsKnown)
            return true;
        if (!shown.Result.Success)
            return shown.IsKnown(finding.Span);
        if (finding.Rule.Code == Untrusted)
            return shown.NamesKnownRegistry && (shown.NamesKnownImage || file.TrustsByRegistry) && !file.TrustsByTag;
        if (!Codes.Contains(finding.Rule.Code))
            return shown.NamesKnownImage;
        Location? place = PlaceOf(finding, reference, shown);
        return readings.Where(reading => reading.Result.Success && reading != shown).All(reading => file.Lint(reading).Any(
            other => other.Rule == finding.Rule && Equals(PlaceOf(other, reference, reading), place)));
    }

    private static Location? PlaceOf(Finding finding, WrittenReference reference, FilledReference reading) =>
        reference.PlaceOf(reading, finding.Span, finding.Rule.Code == Untrusted ? ReferencePart.Registry : ReferencePart.Image);

    private static ImmutableDictionary<string, string?>? PropertiesOf(Finding finding, WrittenReference reference) =>
        reference.Literal is not null && finding.Fixes is [{ Edits: [{ NewText: { } text }] } fix]
            ? ImmutableDictionary<string, string?>.Empty.Add(TitleProperty, fix.Title).Add(InsertProperty, text)
            : null;

    /// <summary>
    /// What is wrong with a constant is said at one of its uses, and that one says it again when it is looked at again, as
    /// editors do.
    /// </summary>
    private bool IsFirst(string code, Location place, SyntaxNode use)
    {
        if (place.SourceTree == use.SyntaxTree && use.Span.Contains(place.SourceSpan))
            return true;
        Location here = use.GetLocation();
        return _ofConstants.GetOrAdd((code, place), here).Equals(here);
    }

    private SourceFile FileOf(SyntaxTree tree, CancellationToken cancel) => _files.GetOrAdd(tree, tree =>
    {
        string path = AdditionalInputs.WithSlashes(tree.FilePath);
        FileConfiguration configuration = project.ConfigurationOf(path, options.GetOptions(tree), LevelsOf(tree, cancel));
        return new SourceFile(
            configuration.Problems,
            configuration.IsValid
                ? new FileLinter(project.LinterFor(configuration), configuration.Lint.Policy, FactSet.None with { Pins = project.PinsFor(path) })
                : null);
    });

    /// <summary>The same object for the same levels: most sources have the same ones.</summary>
    private Settings LevelsOf(SyntaxTree tree, CancellationToken cancel)
    {
        ImmutableArray<(string Code, ReportDiagnostic Level)> levels = [.. CompilerLevels.Of(tree, Codes, compilation.Options, cancel)];
        return _levels.GetOrAdd(string.Join(' ', levels), _ => CompilerLevels.ToSettings(levels));
    }

    /// <summary>What is known of a source.</summary>
    /// <param name="Problems">What is wrong with its configuration.</param>
    /// <param name="Linter">Runs the rules; null where it cannot be known which.</param>
    private sealed record SourceFile(ImmutableArray<ConfigurationProblem> Problems, FileLinter? Linter);

    /// <summary>What holds for a source.</summary>
    private sealed class FileLinter(Linter linter, PolicyOptions policy, FactSet facts)
    {
        /// <summary>Whether the registry alone decides on trust.</summary>
        public bool TrustsByRegistry { get; } = policy.TrustedRegistries.All(static registry => !registry.Text.Contains('/', StringComparison.Ordinal));

        /// <summary>Whether the tag may decide on trust.</summary>
        public bool TrustsByTag { get; } = !policy.AllowedImages.IsEmpty;

        public ImmutableArray<Finding> Lint(FilledReference reference) => linter.Lint(
            new ImageDocument(
                new SourceText(reference.Text),
                [new ImageUse(reference.Text, new DockerLint.TextSpan(0, reference.Text.Length), ImageUseKind.Container, reference.Result)]),
            facts);
    }
}
