using System.Buffers;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Where a file names the variables that its ARGs declare, other than to declare them.</summary>
internal sealed class ArgNames
{
    private static readonly SearchValues<char> s_starts = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_");
    private static readonly SearchValues<char> s_parts = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz_0123456789");

    private readonly HashSet<string> _declared;
    private readonly ulong _marks;
    private readonly SearchValues<char> _initials;
    private readonly Dictionary<Stage, HashSet<string>> _used = [];
    private readonly HashSet<string> _usedAnywhere = new(StringComparer.Ordinal);

    public ArgNames(DockerfileModel file)
    {
        _declared = new(
            file.StagesWithPreamble.SelectMany(static stage => stage.Instructions).OfType<ArgSyntax>()
                .SelectMany(static arg => arg.Pairs).Select(static pair => pair.Name.Text),
            StringComparer.Ordinal);
        foreach (string name in _declared)
            _marks |= MarkOf(name);
        if (IsEmpty)
        {
            _initials = s_starts;
            return;
        }

        _initials = SearchValues.Create([.. _declared.Where(static name => ShellNames.IsName(name)).Select(static name => name[0])]);
        foreach (Stage stage in file.StagesWithPreamble.Reverse())
        {
            HashSet<string> used = UsedIn(stage);
            foreach (InstructionSyntax instruction in stage.Instructions)
                Add(instruction, file, used);
            if (stage.Parent is { } parent)
                UsedIn(parent).UnionWith(used);
            _usedAnywhere.UnionWith(used);
            if (stage.From is { } from)
                AddNames(file.Syntax.Source.Slice(from.Extent), _usedAnywhere);
            foreach (ArgSyntax arg in stage.From is null ? [] : stage.Instructions.OfType<ArgSyntax>())
                _usedAnywhere.UnionWith(arg.Pairs.Select(static pair => pair.Name.Text));
        }
    }

    /// <summary>Whether there is no ARG.</summary>
    public bool IsEmpty => _declared.Count == 0;

    /// <summary>
    /// Whether an argument of a stage is named in it or in one that starts from it; one before the first FROM also
    /// by a FROM, and by the ARG that takes it into a stage.
    /// </summary>
    public bool IsUsed(string name, Stage stage) => (stage.From is null ? _usedAnywhere : _used[stage]).Contains(name);

    private HashSet<string> UsedIn(Stage stage)
    {
        if (!_used.TryGetValue(stage, out HashSet<string>? used))
            _used.Add(stage, used = new(StringComparer.Ordinal));
        return used;
    }

    private void Add(InstructionSyntax instruction, DockerfileModel file, HashSet<string> used)
    {
        if (instruction is not ArgSyntax arg)
        {
            AddNames(file.Syntax.Source.Slice(instruction.Extent), used);
            return;
        }

        foreach (KeyValueSyntax pair in arg.Pairs)
            AddNames(pair.Value?.Text, used);
    }

    /// <summary>Adds every name in a text that an ARG declares, whatever stands around it. Looked at is only what starts like one.</summary>
    private void AddNames(ReadOnlySpan<char> text, HashSet<string> used)
    {
        int start = 0;
        while (text[start..].IndexOfAny(_initials) is >= 0 and int distance)
        {
            start += distance;
            int end = text[start..].IndexOfAnyExcept(s_parts) is >= 0 and int length ? start + length : text.Length;
            // Digits may stand before a name, but not within one that starts before them.
            ReadOnlySpan<char> before = text[..start].TrimEnd("0123456789");
            if ((before.IsEmpty || !s_starts.Contains(before[^1])) && (_marks & MarkOf(text[start..end])) != 0 && text[start..end].ToString() is var name && _declared.Contains(name))
                used.Add(name);
            start = end;
        }
    }

    /// <summary>One bit by length and two characters: names with different bits differ.</summary>
    private static ulong MarkOf(ReadOnlySpan<char> name) => name.IsEmpty ? 0 : 1UL << ((name[0] + (3 * name[^1]) + (7 * name.Length)) & 63);
}
