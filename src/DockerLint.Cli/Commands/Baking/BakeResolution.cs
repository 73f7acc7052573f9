using System.Collections.Immutable;
using DockerLint.Hosts.Bake.Builds;
using DockerLint.Semantics.Values;

namespace DockerLint.Cli.Commands.Baking;

/// <summary>The targets that are built.</summary>
/// <param name="Groups">The groups that were asked for, with the targets in them.</param>
/// <param name="Targets">The targets, each after those whose results it takes.</param>
/// <param name="Asked">The names of those that were asked for; others are only needed by them.</param>
internal sealed record BakeTargets(ImmutableSortedDictionary<string, ImmutableArray<string>> Groups, ImmutableArray<BakeBuild> Targets, ImmutableHashSet<string> Asked);

/// <summary>Finds out what is built: groups, what targets inherit, what the command line says in their place, and their order.</summary>
internal sealed class BakeResolution
{
    private readonly Dictionary<string, BakeBuild> _written;
    private readonly Dictionary<string, BakeGroup> _groups;
    private readonly ImmutableArray<string> _sets;
    private readonly Dictionary<string, BakeBuild> _resolved = new(StringComparer.Ordinal);
    private readonly List<string> _asked = [];
    private readonly ImmutableArray<BakeBuild>.Builder _order = ImmutableArray.CreateBuilder<BakeBuild>();
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private string? _error;

    private BakeResolution(BakeBuilds builds, ImmutableArray<string> sets)
    {
        _written = builds.Targets.ToDictionary(static target => target.Name.Text, StringComparer.Ordinal);
        _groups = builds.Groups.ToDictionary(static group => group.Name.Text, StringComparer.Ordinal);
        _sets = sets;
    }

    /// <summary>Finds it out.</summary>
    /// <param name="builds">What the files say.</param>
    /// <param name="names">The targets and groups that are asked for.</param>
    /// <param name="sets"><c>TARGET.KEY=VALUE</c>.</param>
    /// <returns>The targets, or why there are none.</returns>
    public static (BakeTargets? Targets, string? Error) Resolve(BakeBuilds builds, ImmutableArray<string> names, ImmutableArray<string> sets) =>
        new BakeResolution(builds, sets).Resolve(names);

    private (BakeTargets?, string?) Resolve(ImmutableArray<string> names)
    {
        foreach (string set in _sets)
        {
            if (BakeSetting.Read(set, out BakeSetting? setting) is { } unreadable)
                return (null, unreadable);
            if (!_written.Keys.Any(setting!.IsAbout))
                return (null, $"--set: there is no target '{setting.Pattern}'");
        }

        var groups = ImmutableSortedDictionary.CreateBuilder<string, ImmutableArray<string>>(StringComparer.Ordinal);
        foreach (string name in names)
        {
            List<string> members = [];
            Expand(new BakeText(name, default), members, []);
            if (_groups.ContainsKey(name))
                groups[name] = [.. members];
            _asked.AddRange(members.Where(member => !_asked.Contains(member)));
        }

        // As buildx shows it: what was asked for is the default.
        if (!groups.ContainsKey("default"))
            groups["default"] = [.. _asked];
        foreach (string name in _asked)
            Order(name);
        return _error is null ? (new BakeTargets(groups.ToImmutable(), _order.ToImmutable(), [.. _asked]), null) : (null, _error);
    }

    private void Expand(BakeText name, List<string> members, ImmutableHashSet<string> within)
    {
        if (within.Contains(name.Text))
        {
            Fail(name, $"the group '{name.Text}' is a part of itself");
            return;
        }

        if (_groups.GetValueOrDefault(name.Text) is { } group)
        {
            foreach (BakeText member in group.Members)
                Expand(member, members, within.Add(name.Text));
        }
        else if (!_written.ContainsKey(name.Text))
        {
            Fail(name, $"there is no target or group '{name.Text}'");
        }
        else if (!members.Contains(name.Text))
        {
            members.Add(name.Text);
        }
    }

    /// <summary>Puts a target behind those that it needs.</summary>
    private void Order(string name)
    {
        if (_order.Any(done => done.Name.Text == name) || _error is not null)
            return;
        if (Inherited(_written[name], []) is not { } target)
            return;
        foreach (string set in _sets)
        {
            if (BakeSetting.Read(set, out BakeSetting? setting) is null && setting!.IsAbout(name))
                target = setting.Apply(target);
        }

        _open.Add(name);
        foreach ((BakeText context, string needed) in NeededBy(target))
        {
            if (!_written.ContainsKey(needed))
                Fail(context, $"there is no target '{needed}'");
            else if (_open.Contains(needed))
                Fail(context, $"the target '{needed}' needs itself");
            else
                Order(needed);
        }

        _open.Remove(name);
        _order.Add(target);
    }

    /// <summary>The targets whose results are contexts of another.</summary>
    private static IEnumerable<(BakeText Context, string Target)> NeededBy(BakeBuild target) => target.Map("contexts").Values
        .Where(static context => context.Text.StartsWith(ContextScheme.Target, StringComparison.Ordinal))
        .Select(static context => (context, context.Text[ContextScheme.Target.Length..]));

    private BakeBuild? Inherited(BakeBuild target, ImmutableHashSet<string> within)
    {
        if (_resolved.TryGetValue(target.Name.Text, out BakeBuild? known))
            return known;
        BakeBuild? weaker = null;
        foreach (BakeText parent in target.Inherits)
        {
            if (within.Contains(parent.Text) || parent.Text == target.Name.Text)
                return Fail(parent, $"the target '{parent.Text}' inherits from itself");
            if (!_written.TryGetValue(parent.Text, out BakeBuild? found))
                return Fail(parent, $"there is no target '{parent.Text}'");
            if (Inherited(found, within.Add(target.Name.Text)) is not { } complete)
                return null;
            weaker = weaker is null ? complete : complete.Over(weaker);
        }

        return _resolved[target.Name.Text] = weaker is null ? target : target.Over(weaker);
    }

    private BakeBuild? Fail(BakeText text, string message)
    {
        _error ??= text.Place.File is null ? message : $"{text.Place}: {message}";
        return null;
    }
}
