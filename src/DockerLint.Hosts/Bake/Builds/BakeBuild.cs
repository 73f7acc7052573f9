using System.Collections.Immutable;

namespace DockerLint.Hosts.Bake.Builds;

/// <summary>A target: what is built, how, and where it goes, by the keys of <see cref="BakeKeys"/>.</summary>
/// <param name="Name">Its name.</param>
public sealed record BakeBuild(BakeText Name)
{
    /// <summary>The targets from which it has what it does not say itself, the strongest last.</summary>
    public ImmutableArray<BakeText> Inherits { get; init; } = [];

    /// <summary>Texts.</summary>
    public ImmutableDictionary<string, BakeText> Texts { get; init; } = ImmutableDictionary.Create<string, BakeText>(StringComparer.Ordinal);

    /// <summary>Lists.</summary>
    public ImmutableDictionary<string, ImmutableArray<BakeText>> Lists { get; init; } = ImmutableDictionary.Create<string, ImmutableArray<BakeText>>(StringComparer.Ordinal);

    /// <summary>Maps.</summary>
    public ImmutableDictionary<string, ImmutableSortedDictionary<string, BakeText>> Maps { get; init; } =
        ImmutableDictionary.Create<string, ImmutableSortedDictionary<string, BakeText>>(StringComparer.Ordinal);

    /// <summary>The text of a key; null where there is none.</summary>
    public string? Text(string key) => Texts.GetValueOrDefault(key)?.Text;

    /// <summary>The list of a key; empty where there is none.</summary>
    public ImmutableArray<BakeText> List(string key) => Lists.TryGetValue(key, out ImmutableArray<BakeText> list) ? list : [];

    /// <summary>The map of a key; empty where there is none.</summary>
    public ImmutableSortedDictionary<string, BakeText> Map(string key) =>
        Maps.GetValueOrDefault(key) ?? ImmutableSortedDictionary.Create<string, BakeText>(StringComparer.Ordinal);

    /// <summary>What this says, and what another says where this says nothing; maps have the names of both.</summary>
    public BakeBuild Over(BakeBuild weaker) => Over(weaker, BakeKeys.Growing);

    /// <summary>The same as Compose merges a service with the one that it extends: to all lists it adds.</summary>
    internal BakeBuild Extending(BakeBuild weaker) => Over(weaker, BakeKeys.Lists);

    private BakeBuild Over(BakeBuild weaker, ImmutableArray<string> growing)
    {
        ArgumentNullException.ThrowIfNull(weaker);
        ImmutableDictionary<string, ImmutableArray<BakeText>> lists = weaker.Lists;
        foreach ((string key, ImmutableArray<BakeText> list) in Lists)
            lists = lists.SetItem(key, growing.Contains(key) ? [.. weaker.List(key).Concat(list).DistinctBy(static item => item.Text)] : list);
        ImmutableDictionary<string, ImmutableSortedDictionary<string, BakeText>> maps = weaker.Maps;
        foreach ((string key, ImmutableSortedDictionary<string, BakeText> map) in Maps)
            maps = maps.SetItem(key, weaker.Map(key).SetItems(map));
        return this with
        {
            Inherits = Inherits.IsEmpty ? weaker.Inherits : Inherits,
            Texts = weaker.Texts.SetItems(Texts),
            Lists = lists,
            Maps = maps,
        };
    }
}

/// <summary>Targets that are asked for together.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Members">Targets and groups.</param>
public sealed record BakeGroup(BakeText Name, ImmutableArray<BakeText> Members);

/// <summary>What files say together: of the same name the later file says more.</summary>
/// <param name="Targets">The targets, in the order of the files, each name once.</param>
/// <param name="Groups">The groups, each name once.</param>
/// <param name="Errors">Why the files cannot be used; empty where they can.</param>
public sealed record BakeBuilds(ImmutableArray<BakeBuild> Targets, ImmutableArray<BakeGroup> Groups, ImmutableArray<BakeError> Errors);
