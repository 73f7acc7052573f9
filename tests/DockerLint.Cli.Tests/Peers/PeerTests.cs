using System.Text;

namespace DockerLint.Cli.Tests.Peers;

/// <summary>
/// Builders of Debian's packages make the same images as we, but for what <c>tests/fixtures/peers/differences.tsv</c> says.
/// They are older than what we follow; what they know nothing of stands in no case.
/// </summary>
[Trait(Machine.Trait, Machine.Runtime)]
[Trait(RealDaemon.Trait, RealDaemon.Needed)]
[Trait(RealRegistry.Trait, RealRegistry.Needed)]
public sealed class PeerTests(PeerPlace place) : IClassFixture<PeerPlace>
{
    public static TheoryData<string> Cases =>
        [.. Directory.GetFiles(PeerPlace.Fixtures, "*.Dockerfile").Select(static path => Path.GetFileNameWithoutExtension(path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Images_are_those_of_Docker(string name) => CompareAsync("docker", name);

    [Theory]
    [MemberData(nameof(Cases))]
    public Task Images_are_the_same_by_a_daemon(string name) => CompareAsync("daemon", name);

    [Theory]
    [MemberData(nameof(Cases))]
    [Trait(Machine.Trait, "Long")]
    public Task Images_are_those_of_buildah(string name) => CompareAsync("buildah", name);

    private async Task CompareAsync(string peer, string name)
    {
        Difference[] known = [.. Difference.Read(Path.Combine(PeerPlace.Fixtures, "differences.tsv")).Where(difference => difference.IsAbout(peer, name))];
        Assert.All(known, static difference => Assert.NotEmpty(difference.Reason));
        (SortedDictionary<string, string> theirs, SortedDictionary<string, string> ours) = await place.BuildAsync(peer, name);
        var wrong = new StringBuilder();
        var used = new HashSet<Difference>();
        IEnumerable<string> parts = theirs.ContainsKey(PeerPlace.Refused) ? theirs.Keys : theirs.Keys.Union(ours.Keys).Order(StringComparer.Ordinal);
        foreach (string part in parts)
        {
            string? their = theirs.GetValueOrDefault(part);
            string? our = ours.GetValueOrDefault(part);
            if (their == our)
                continue;
            if (known.FirstOrDefault(difference => difference.Covers(part)) is { } reason)
                used.Add(reason);
            else
                wrong.AppendLine($"{part}: {their ?? "nothing"}; here {our ?? "nothing"}");
        }

        foreach (Difference unused in known.Where(difference => difference.IsOfOne && !used.Contains(difference)))
            wrong.AppendLine($"no difference any more: {unused.Part}");
        Assert.True(wrong.Length == 0, wrong.ToString());
    }
}
