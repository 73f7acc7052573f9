using System.Collections.Immutable;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics;

/// <summary>What a Dockerfile means: its stages, variables and images. It holds no rule and does no IO.</summary>
public sealed class DockerfileModel
{
    private readonly Dictionary<SyntaxNode, Expansion> _expansions;
    private ILookup<string, Stage>? _byName;

    internal DockerfileModel(
        DockerfileSyntax syntax,
        BuildOptions options,
        CheckOptions checks,
        Stage preamble,
        ImmutableArray<Stage> stages,
        ImmutableArray<ImageUse> images,
        ImmutableArray<ExpandedText> expanded,
        Dictionary<SyntaxNode, Expansion> expansions,
        ImmutableArray<SyntaxError> errors)
    {
        Syntax = syntax;
        Options = options;
        Checks = checks;
        Preamble = preamble;
        Stages = stages;
        Images = images;
        Expanded = expanded;
        Errors = errors;
        _expansions = expansions;
    }

    /// <summary>The tree.</summary>
    public DockerfileSyntax Syntax { get; }

    /// <summary>What the build was asked for.</summary>
    public BuildOptions Options { get; }

    /// <summary>What the <c># check=</c> directive asks for.</summary>
    public CheckOptions Checks { get; }

    /// <summary>What stands before the first FROM; empty but for ARG in a valid file.</summary>
    public Stage Preamble { get; }

    /// <summary>The stages in order.</summary>
    public ImmutableArray<Stage> Stages { get; }

    /// <summary>The images that the file names, in order.</summary>
    public ImmutableArray<ImageUse> Images { get; }

    /// <summary>The texts in which variables or quotes were replaced, in order.</summary>
    public ImmutableArray<ExpandedText> Expanded { get; }

    /// <summary>
    /// Why BuildKit refuses the file, in the order in which it would meet them; those of <see cref="Syntax"/> are
    /// among them.
    /// </summary>
    public ImmutableArray<SyntaxError> Errors { get; }

    /// <summary>The stages, what stands before the first one being one of them where it holds anything.</summary>
    public IEnumerable<Stage> StagesWithPreamble => Preamble.Instructions.IsEmpty ? Stages : [Preamble, .. Stages];

    /// <summary>The stage of that name, in any case; the last one where several bear it, null where none does.</summary>
    public Stage? FindStage(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName[name.ToLowerInvariant()].LastOrDefault();
    }

    /// <summary>The first stage of that name, in any case; null where none bears it.</summary>
    public Stage? FindFirstStage(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return ByName[name.ToLowerInvariant()].FirstOrDefault();
    }

    private ILookup<string, Stage> ByName => _byName ??= Stages.Where(static stage => stage.Name is not null).ToLookup(static stage => stage.Name!, StringComparer.Ordinal);

    /// <summary>Works out what a file means.</summary>
    public static DockerfileModel Create(DockerfileSyntax syntax, BuildOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(syntax);
        return new ModelBuilder(syntax, options ?? BuildOptions.Default).Build();
    }

    /// <summary>How a word was expanded; null where nothing in it is replaced.</summary>
    public Expansion? ExpansionOf(SyntaxNode word) => _expansions.GetValueOrDefault(word);

    /// <summary>The value of a word: its variables replaced, its quotes removed where the instruction does so.</summary>
    public string ValueOf(WordSyntax word)
    {
        ArgumentNullException.ThrowIfNull(word);
        return ExpansionOf(word)?.Value ?? word.Text;
    }

    /// <summary>The value of a flag, its variables replaced where the instruction does so; null where it has none.</summary>
    public string? ValueOf(FlagSyntax flag)
    {
        ArgumentNullException.ThrowIfNull(flag);
        return ExpansionOf(flag)?.Value ?? flag.Value;
    }
}

/// <summary>A text of an instruction in which variables were replaced.</summary>
public sealed class ExpandedText
{
    private readonly Func<TextSpan, TextSpan> _toSource;

    internal ExpandedText(Stage? stage, InstructionSyntax instruction, Expansion expansion, Func<TextSpan, TextSpan> toSource)
    {
        Stage = stage;
        Instruction = instruction;
        Expansion = expansion;
        _toSource = toSource;
    }

    /// <summary>The stage; null before the first FROM and in FROM itself.</summary>
    public Stage? Stage { get; }

    /// <summary>The instruction.</summary>
    public InstructionSyntax Instruction { get; }

    /// <summary>What became of it.</summary>
    public Expansion Expansion { get; }

    /// <summary>Where a part of the text stands in the file.</summary>
    public TextSpan SpanOf(TextSpan part) => _toSource(part);
}
