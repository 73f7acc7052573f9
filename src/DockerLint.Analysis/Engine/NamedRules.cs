using System.Collections.Immutable;

namespace DockerLint.Analysis.Engine;

/// <summary>What the comments that reach one part of a file name, so that each name need not be read for each finding.</summary>
internal sealed class NamedRules
{
    private readonly Dictionary<string, List<TextSpan>> _names = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds what a comment names.</summary>
    public void Add(ImmutableArray<IgnoredName> names)
    {
        foreach (IgnoredName name in names)
        {
            if (!_names.TryGetValue(name.Text, out List<TextSpan>? spans))
                _names.Add(name.Text, spans = []);
            spans.Add(name.Span);
        }
    }

    /// <summary>Where a rule is named, in one list for each of its names (<see cref="RuleInfo.IsNamed"/>); the same ones each time.</summary>
    public IEnumerable<IReadOnlyList<TextSpan>> For(RuleInfo rule)
    {
        string[] words = _names.Count == 0 ? [] : [rule.Code, rule.Name, .. rule.Aliases];
        foreach (string word in words)
        {
            if (_names.TryGetValue(word, out List<TextSpan>? spans))
                yield return spans;
        }
    }
}

/// <summary>What is named for parts of a file, each known by a key.</summary>
/// <typeparam name="TKey">What a part is known by.</typeparam>
internal sealed class NamedRules<TKey>
    where TKey : notnull
{
    private readonly Dictionary<TKey, NamedRules> _parts = [];

    /// <summary>Adds what a comment that reaches a part names.</summary>
    public void Add(TKey part, ImmutableArray<IgnoredName> names)
    {
        if (!_parts.TryGetValue(part, out NamedRules? rules))
            _parts.Add(part, rules = new NamedRules());
        rules.Add(names);
    }

    /// <inheritdoc cref="NamedRules.For"/>
    public IEnumerable<IReadOnlyList<TextSpan>> For(TKey part, RuleInfo rule) =>
        _parts.TryGetValue(part, out NamedRules? rules) ? rules.For(rule) : [];
}
