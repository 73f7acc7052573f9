using System.Collections.Immutable;
using DockerLint.Syntax.Grammar;

namespace DockerLint.Syntax.Tree;

/// <summary>How often a flag may be given and what its value is.</summary>
public enum FlagType
{
    /// <summary>Once, with a value.</summary>
    Text,

    /// <summary>Once, alone or with <c>true</c> or <c>false</c>.</summary>
    Switch,

    /// <summary>Any number of times, with a value.</summary>
    Repeated,
}

/// <summary>A flag that an instruction takes.</summary>
/// <param name="Name">Its name, without its dashes.</param>
/// <param name="Type">How it is given.</param>
public readonly record struct FlagSpec(string Name, FlagType Type)
{
    /// <summary>The flags of an instruction.</summary>
    public static ImmutableArray<FlagSpec> Of(InstructionKind kind) => InstructionGrammar.Of(kind).Flags;
}
