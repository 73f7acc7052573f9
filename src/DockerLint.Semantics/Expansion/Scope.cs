using System.Collections.Immutable;
using System.Runtime.InteropServices;

namespace DockerLint.Semantics;

/// <summary>The variables of a stage, each from the instruction on that sets it.</summary>
/// <remarks>One object serves all instructions of a stage: a look-up says as of which one.</remarks>
public sealed class Scope
{
    private readonly ImmutableDictionary<string, Variable> _inherited;
    private readonly Dictionary<string, List<(int From, Variable Variable)>> _own = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, Variable>? _end;

    /// <param name="inherited">What holds before any instruction.</param>
    internal Scope(ImmutableDictionary<string, Variable> inherited) => _inherited = inherited;

    /// <summary>No variables.</summary>
    internal static ImmutableDictionary<string, Variable> Nothing { get; } =
        ImmutableDictionary.Create<string, Variable>(StringComparer.Ordinal);

    /// <summary>
    /// What holds after the last instruction; not to be asked before it is read. Scopes share it, so that long chains
    /// of stages cost no more than short ones.
    /// </summary>
    internal ImmutableDictionary<string, Variable> End =>
        _end ??= _inherited.SetItems(_own.Select(static entry => KeyValuePair.Create(entry.Key, entry.Value[^1].Variable)));

    /// <summary>The variable of that name before an instruction is run.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="before">The number of the instruction in its stage, from 0.</param>
    public Variable? Find(string name, int before)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (_own.TryGetValue(name, out List<(int From, Variable Variable)>? versions))
        {
            int count = CountBefore(versions, before);
            if (count > 0)
                return versions[count - 1].Variable;
        }

        return _inherited.GetValueOrDefault(name);
    }

    /// <summary>The names that are declared before an instruction is run, those of the stage it starts from included.</summary>
    /// <param name="before">The number of the instruction in its stage, from 0.</param>
    public IEnumerable<string> NamesBefore(int before) =>
        _own.TakeWhile(entry => entry.Value[0].From < before).Select(static entry => entry.Key)
            .Concat(_inherited.Keys)
            .Distinct(StringComparer.Ordinal);

    /// <summary>Sets a variable; called in the order of the instructions.</summary>
    internal void Set(Variable variable, int from)
    {
        if (!_own.TryGetValue(variable.Name, out List<(int, Variable)>? versions))
            _own.Add(variable.Name, versions = new List<(int, Variable)>(1));
        versions.Add((from, variable));
    }

    private static int CountBefore(List<(int From, Variable Variable)> versions, int before) => versions[^1].From < before
        ? versions.Count
        : Sorted.CountWhile(CollectionsMarshal.AsSpan(versions), before, static (version, before) => version.From < before);
}
