using System.Collections.Frozen;
using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Engine;

/// <summary>
/// Which rules are about which programs, so that one look at a program tells all rules that it is for: each rule has a
/// bit of its own, a set of programs those of all their rules.
/// </summary>
internal sealed class ProgramMarks
{
    /// <summary>The mark of rules that any program may concern, and of every set of programs.</summary>
    public const ulong Any = 1UL << 63;

    private readonly Dictionary<Rule, ulong> _rules = [];
    private readonly FrozenDictionary<string, ProgramVisitors> _programs;
    private readonly ProgramVisitors _others;

    public ProgramMarks(IReadOnlyCollection<Rule> rules)
    {
        foreach (Rule rule in rules.Where(static rule => !rule.Programs.IsEmpty && rule is IVisit<RunSyntax> or IVisit<ShellScript>))
        {
            // Beyond the last bit, rules are asked each time.
            ulong bit = 1UL << _rules.Count;
            if (bit != Any)
                _rules.Add(rule, bit);
            else
                break;
        }

        _programs = rules.SelectMany(static rule => rule.Programs).Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(static program => program, program => VisitorsOf(rules, program), StringComparer.Ordinal);
        _others = VisitorsOf(rules, null);
    }

    /// <summary>The mark of a rule.</summary>
    public ulong Of(Rule rule) => _rules.GetValueOrDefault(rule, Any);

    /// <summary>What there is for a program.</summary>
    public ProgramVisitors Of(string program) =>
        _programs.TryGetValue(program, out ProgramVisitors? visitors)
        || (Invocation.IsPip(program) && _programs.TryGetValue(PackageManager.Pip.Programs[0], out visitors))
            ? visitors
            : _others;

    private ProgramVisitors VisitorsOf(IEnumerable<Rule> rules, string? program)
    {
        Rule[] concerned = [.. rules.Where(rule => rule.Programs.IsEmpty || (program is not null && IsAbout(rule, program)))];
        return new ProgramVisitors(new Visitors<Invocation>(concerned), concerned.Aggregate(Any, (marks, rule) => marks | Of(rule)));
    }

    private static bool IsAbout(Rule rule, string program) =>
        rule.Programs.Contains(program) || (Invocation.IsPip(program) && rule.Programs.Contains(PackageManager.Pip.Programs[0]));
}

/// <summary>What there is for a program.</summary>
/// <param name="Visitors">The rules that visit it.</param>
/// <param name="Marks">The marks of the rules that visit a RUN or a script with it.</param>
internal sealed record ProgramVisitors(Visitors<Invocation> Visitors, ulong Marks);
