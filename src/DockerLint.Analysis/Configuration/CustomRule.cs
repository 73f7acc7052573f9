using System.Collections.Immutable;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Configuration;

/// <summary>A rule that a team declares in its configuration; the same engine runs it.</summary>
/// <param name="Id">Its code, of letters, digits, <c>-</c> and <c>_</c>; no rule of ours is called so.</param>
/// <param name="Message">What is wrong; what to do.</param>
/// <param name="Match">What it reports.</param>
public sealed record CustomRule(string Id, string Message, CustomMatch Match)
{
    /// <summary>The level of its findings unless configured otherwise.</summary>
    public Severity Severity { get; init; } = Severity.Warning;

    /// <summary>What it leaves out of what it matches; null for nothing.</summary>
    public CustomMatch? Unless { get; init; }

    /// <summary>Where the team explains it; null where it does not.</summary>
    public string? Url { get; init; }

    /// <summary>Whether only stages count whose layers end in the image.</summary>
    public bool OnlyShipped { get; init; }
}

/// <summary>
/// What a custom rule looks for. All conditions that are given must hold; a condition with several patterns holds
/// where one of them matches, unless it says otherwise.
/// </summary>
public sealed record CustomMatch
{
    /// <summary>The instructions; any where there are none.</summary>
    public ImmutableArray<InstructionKind> Instructions { get; init; } = [];

    /// <summary>Flags of the instruction without their dashes: <c>mount=type=cache*</c>.</summary>
    public ImmutableArray<TextPattern> Flags { get; init; } = [];

    /// <summary>The images that it names: as they are usually written or by their full names, with or without the tag.</summary>
    public ImmutableArray<TextPattern> Images { get; init; } = [];

    /// <summary>The programs that it runs, by name without folder.</summary>
    public ImmutableArray<TextPattern> Commands { get; init; } = [];

    /// <summary>Arguments of the program, one of which must be there.</summary>
    public ImmutableArray<TextPattern> Arguments { get; init; } = [];

    /// <summary>Arguments of the program, each of which must be there.</summary>
    public ImmutableArray<TextPattern> AllArguments { get; init; } = [];

    /// <summary>What is found somewhere in the text of the instruction.</summary>
    public ImmutableArray<TextPattern> Texts { get; init; } = [];

    /// <summary>Whether it is about images.</summary>
    public bool IsOfImages => !Images.IsEmpty;

    /// <summary>Whether it is about programs.</summary>
    public bool IsOfCommands => !Commands.IsEmpty || HasArguments;

    /// <summary>Whether it asks for arguments.</summary>
    public bool HasArguments => !Arguments.IsEmpty || !AllArguments.IsEmpty;
}
