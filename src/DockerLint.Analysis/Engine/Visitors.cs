using System.Collections.Immutable;

namespace DockerLint.Analysis.Engine;

/// <summary>The rules that visit parts of one kind.</summary>
/// <typeparam name="T">The kind.</typeparam>
internal sealed class Visitors<T>
{
    private readonly ImmutableArray<Visitor> _all;

    /// <summary>Those of some rules that visit the kind or, as instructions do, one that it belongs to.</summary>
    /// <param name="rules">The rules.</param>
    /// <param name="marks">The mark of each rule that is about some programs; null where what is visited runs none.</param>
    public Visitors(IEnumerable<Rule> rules, ProgramMarks? marks = null) => _all =
    [
        .. from rule in rules
           where rule is IVisit<T>
           select new Visitor(rule, ((IVisit<T>)rule).Visit, marks?.Of(rule) ?? ProgramMarks.Any),
    ];

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => _all.IsEmpty;

    /// <summary>Brings a part to them.</summary>
    /// <param name="part">The part.</param>
    /// <param name="context">What they may ask.</param>
    /// <param name="isNested">Whether it is in an instruction that ONBUILD puts off.</param>
    /// <param name="programs">The marks of the programs that it runs.</param>
    public void Visit(T part, RuleContext context, bool isNested = false, ulong programs = ProgramMarks.Any)
    {
        foreach (Visitor visitor in _all)
        {
            if ((visitor.Programs & programs) == 0 || (isNested && !visitor.Rule.Info.VisitsOnbuild))
                continue;
            context.Rule = visitor.Rule;
            visitor.Visit(part, context);
        }
    }

    private readonly record struct Visitor(Rule Rule, Action<T, RuleContext> Visit, ulong Programs);
}
