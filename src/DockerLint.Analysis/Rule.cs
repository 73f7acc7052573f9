namespace DockerLint.Analysis;

/// <summary>
/// A rule. What it visits, its <see cref="IVisit{T}"/>s say. It keeps no state, does no IO, and knows nothing of
/// severities, profiles and suppressions.
/// </summary>
/// <param name="info">What is known of it.</param>
public abstract class Rule(RuleInfo info)
{
    /// <summary>What is known of it.</summary>
    public RuleInfo Info { get; } = info;
}

/// <summary>Says that a rule looks at every part of that kind.</summary>
/// <typeparam name="T">
/// <see cref="Semantics.DockerfileModel"/>, <see cref="Semantics.Stage"/>, <see cref="Semantics.ImageUse"/>,
/// <see cref="Semantics.ExpandedText"/>, <see cref="ShellCommand"/>, <see cref="ShellScript"/>,
/// <see cref="Commands.Invocation"/>, or an instruction of the syntax tree or one of their base classes.
/// </typeparam>
public interface IVisit<in T>
{
    /// <summary>Looks at one.</summary>
    void Visit(T part, RuleContext context);
}
