using System.Collections.Immutable;
using DockerLint.Analysis.Rules;
using DockerLint.Analysis.Rules.Shell;

namespace DockerLint.Analysis;

/// <summary>All rules: a written list, so that nothing has to be found at run time.</summary>
public static class RuleCatalog
{
    internal static ImmutableArray<Rule> Rules { get; } =
    [
        new StageNameCasing(),
        new FromAsCasing(),
        new NoEmptyContinuation(),
        new ConsistentInstructionCasing(),
        new ConsecutiveRuns(),
        new AptUpdateAlone(),
        new JSONArgsRecommended(),
        new UndefinedArgInFrom(),
        new WorkdirRelativePath(),
        new UndefinedVar(),
        new MultipleInstructionsDisallowed(),
        new LegacyKeyValueFormat(),
        new InvalidBaseImagePlatform(),
        new SecretsUsedInArgOrEnv(),
        new InvalidDefaultArgInFrom(),
        new FromPlatformFlagConstDisallowed(),
        new CopyIgnoredFile(),
        new InvalidDefinitionDescription(),
        new ExposeProtoCasing(),
        new ExposeInvalidFormat(),
        new TemplateFile(),
        new ShellEntrypointIgnoresCmd(),
        new TagNamesComponent(),
        new InvalidImageReference(),
        new SourceOutsideContext(),
        new InvalidSourcePattern(),
        new SyntaxErrors(),
        new MissingTag(),
        new NoLatestTag(),
        new MultipleHealthcheck(),
        new UseCopyInsteadOfAdd(),
        new DuplicateStageName(),
        new RelativeCopyDestination(),
        new InstructionBeforeFrom(),
        new ReservedStageName(),
        new RedundantTargetPlatform(),
        new MaintainerDeprecated(),
        new MultipleCmd(),
        new MultipleEntrypoint(),
        new EchoFlags(),
        new DashEchoFlags(),
        new PosixBraceExpansion(),
        new PosixSource(),
        new PosixPrintfQuote(),
        new PosixProcessSubstitution(),
        new PosixSubstring(),
        new PosixReplacement(),
        new PosixOutputBoth(),
        new PosixDoubleBrackets(),
        new PosixDoubleEquals(),
        new PosixLocal(),
        new CharacterRange(),
        new DashFromGlob(),
        new FlagAsCommand(),
        new LegacyBackquotes(),
        new LoopOverOne(),
        new MaskedStatus(),
        new NamesThroughXargs(),
        new NeedlessBackslash(),
        new BareControlEscape(),
        new NegationSkipsErrexit(),
        new OddCommandName(),
        new ParsedListing(),
        new FilteredListing(),
        new PrefixedComparison(),
        new PrintfFormat(),
        new QuotedExpression(),
        new RemovesRoot(),
        new SpacedAssignment(),
        new UnassignedVariable(),
        new UncheckedCd(),
        new UnexpandedEcho(),
        new UnquotedExpansion(),
        new UnquotedSubstitution(),
        new UnusedVariable(),
        new UnquotedFindPattern(),
        new RedirectionInExec(),
        new AmbiguousTest(),
        new LinkWithoutTarget(),
        new KeywordAsArgument(),
        new ExprWords(),
        new ReadWithoutR(),
    ];

    /// <summary>What is known of every rule, by code.</summary>
    public static ImmutableArray<RuleInfo> All { get; } =
        [.. Rules.Select(static rule => rule.Info).OrderBy(static info => info.Code, StringComparer.Ordinal)];

    /// <summary>The rule of that code, name or alias, in any case; null where there is none.</summary>
    public static RuleInfo? Find(string word) => All.FirstOrDefault(info => info.IsNamed(word));
}
