namespace DockerLint.Semantics;

/// <summary>The variables of a stage, each from the instruction on that sets it.</summary>
/// <remarks>One object serves all instructions of a stage: a look-up says as of which one.</remarks>
public sealed class Scope
{
    private readonly Scope? _parent;
    private readonly Dictionary<string, List<(int From, Variable Variable)>> _variables = new(StringComparer.Ordinal);

    internal Scope(Scope? parent) => _parent = parent;

    /// <summary>The variable of that name before an instruction is run.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="before">The number of the instruction in its stage, from 0.</param>
    public Variable? Find(string name, int before)
    {
        if (_variables.TryGetValue(name, out List<(int From, Variable Variable)>? versions))
        {
            for (int index = versions.Count - 1; index >= 0; index--)
            {
                if (versions[index].From < before)
                    return versions[index].Variable;
            }
        }

        return _parent?.Find(name, int.MaxValue);
    }

    /// <summary>The names that are declared before an instruction is run, those of the stage it starts from included.</summary>
    /// <param name="before">The number of the instruction in its stage, from 0.</param>
    public IEnumerable<string> NamesBefore(int before)
    {
        IEnumerable<string> own = _variables.Where(entry => entry.Value[0].From < before).Select(static entry => entry.Key);
        return _parent is null ? own : own.Concat(_parent.NamesBefore(int.MaxValue)).Distinct(StringComparer.Ordinal);
    }

    internal void Set(Variable variable, int from)
    {
        if (!_variables.TryGetValue(variable.Name, out List<(int, Variable)>? versions))
            _variables.Add(variable.Name, versions = []);
        versions.Add((from, variable));
    }
}
