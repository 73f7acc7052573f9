using System.Collections.Immutable;

namespace DockerLint.Analysis;

/// <summary>
/// A rule. What it visits, its <see cref="IVisit{T}"/>s say. It keeps no state, does no IO, and knows nothing of
/// severities, profiles and suppressions.
/// </summary>
/// <param name="info">What is known of it.</param>
/// <param name="programs">What it is about, so that the walk need not ask it: <see cref="Programs"/>.</param>
public abstract class Rule(RuleInfo info, params ImmutableArray<string> programs)
{
    /// <summary>What is known of it.</summary>
    public RuleInfo Info { get; } = info;

    /// <summary>
    /// The programs that it is about: it visits no other one, and of the RUNs and scripts those that run one of them.
    /// <c>pip</c> stands for all of its versions. Empty where it may have to do with any.
    /// </summary>
    public ImmutableArray<string> Programs { get; } = programs;
}

/// <summary>Says that a rule looks at every part of that kind.</summary>
/// <typeparam name="T">
/// <see cref="Semantics.DockerfileModel"/>, <see cref="Semantics.ImageDocument"/>, <see cref="Semantics.BuildUse"/>, <see cref="Semantics.Stage"/>, <see cref="Semantics.ImageUse"/>,
/// <see cref="Semantics.ExpandedText"/>, <see cref="ShellCommand"/>, <see cref="ShellScript"/>,
/// <see cref="Commands.Invocation"/>, or an instruction of the syntax tree or one of their base classes.
/// </typeparam>
public interface IVisit<in T>
{
    /// <summary>Looks at one.</summary>
    void Visit(T part, RuleContext context);
}
