using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace DockerLint.Build.Plan;

/// <summary>Variables in the order in which they were set.</summary>
internal sealed class VariableList
{
    private readonly List<KeyValuePair<string, string>> _variables = [];

    /// <summary>No variables.</summary>
    public VariableList()
    {
    }

    /// <summary>Variables as <c>NAME=value</c>.</summary>
    public VariableList(IEnumerable<string> assignments)
    {
        foreach (string assignment in assignments)
        {
            int equals = assignment.IndexOf('=', StringComparison.Ordinal);
            if (equals < 0)
                Set(assignment, "");
            else
                Set(assignment[..equals], assignment[(equals + 1)..]);
        }
    }

    /// <summary>All of them as <c>NAME=value</c>.</summary>
    public ImmutableArray<string> Assignments => [.. _variables.Select(static variable => $"{variable.Key}={variable.Value}")];

    /// <summary>Sets a variable. One that is there keeps its place.</summary>
    public void Set(string name, string value)
    {
        int index = _variables.FindIndex(variable => variable.Key == name);
        if (index < 0)
            _variables.Add(KeyValuePair.Create(name, value));
        else
            _variables[index] = KeyValuePair.Create(name, value);
    }

    /// <summary>Sets a variable, which is the last one then.</summary>
    public void SetLast(string name, string value)
    {
        _variables.RemoveAll(variable => variable.Key == name);
        _variables.Add(KeyValuePair.Create(name, value));
    }

    /// <summary>The value of a variable.</summary>
    public bool TryGet(string name, [NotNullWhen(true)] out string? value)
    {
        value = null;
        foreach (KeyValuePair<string, string> variable in _variables)
        {
            if (variable.Key == name)
                value = variable.Value;
        }

        return value is not null;
    }
}
