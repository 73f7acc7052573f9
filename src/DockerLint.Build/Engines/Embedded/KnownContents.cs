using System.Collections.Concurrent;
using System.Collections.Immutable;
using DockerLint.Build.Plan;
using DockerLint.Build.Snapshots;
using DockerLint.References;

namespace DockerLint.Build.Engines.Embedded;

/// <summary>
/// What files of steps are known by, so that they need not be looked at again, nor be there: a step's files never change.
/// </summary>
/// <param name="folder">The folder of the build cache.</param>
/// <param name="imported">What other machines know; may be asked by several threads.</param>
internal sealed class KnownContents(string folder, Func<Digest, Digest?> imported)
{
    private readonly string _folder = Path.Combine(folder, "contents");
    private readonly ConcurrentDictionary<Digest, Digest> _used = [];

    /// <summary>What this build has asked for, by what it was asked by.</summary>
    public ImmutableDictionary<Digest, Digest> Used => _used.ToImmutableDictionary();

    /// <summary>What files are known by; null where nobody knows.</summary>
    /// <param name="snapshot">The key of the step's files.</param>
    /// <param name="transfer">Which of them.</param>
    public Digest? Find(Digest snapshot, FileTransfer transfer)
    {
        Digest question = Question(snapshot, transfer);
        Digest? known = DigestFile.Read(PathOf(snapshot, question)) ?? imported(question);
        if (known is not null)
            _used[question] = known;
        return known;
    }

    /// <summary>Writes down what files are known by.</summary>
    public void Add(Digest snapshot, FileTransfer transfer, Digest content)
    {
        Digest question = Question(snapshot, transfer);
        Directory.CreateDirectory(_folder);
        DigestFile.Write(PathOf(snapshot, question), content);
        _used[question] = content;
    }

    /// <summary>Forgets what is known of snapshots that are there no more.</summary>
    public void Clear(SnapshotStore snapshots) => SnapshotRecords.Clear(_folder, snapshots, SnapshotRecords.NamedBy);

    private static Digest Question(Digest snapshot, FileTransfer transfer)
    {
        using KeyWriter key = new KeyWriter("content").Add(snapshot);
        transfer.AddTo(key);
        return key.Complete();
    }

    private string PathOf(Digest snapshot, Digest question) => Path.Combine(_folder, $"{snapshot.Hex}.{question.Hex}");
}
