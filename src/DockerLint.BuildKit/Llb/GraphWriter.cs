using System.Collections.Immutable;
using DockerLint.Build.Plan;
using DockerLint.BuildKit.Protocol;
using DockerLint.Oci.Registry;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;
using Google.Protobuf;

namespace DockerLint.BuildKit.Llb;

/// <summary>Puts operations together to a graph. The same operations in the same order make the same bytes.</summary>
/// <param name="plan">The plan.</param>
/// <param name="options">What is not in the plan.</param>
internal sealed class GraphWriter(BuildPlan plan, LlbOptions options)
{
    // Keys by which BuildKit's clients show a vertex.
    private const string NameKey = "llb.customname";
    private const string InstructionKey = "com.docker.dockerfile.v1.command";

    private readonly List<ByteString> _operations = [];
    private readonly SortedDictionary<string, OpMetadata> _metadata = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, Location> _locations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, BuildStep> _steps = new(StringComparer.Ordinal);

    // The Dockerfile of the plan, and those of the other builds that are parts of it.
    private readonly ImmutableArray<BuildPlan> _files = plan.Parts.Insert(0, plan);

    /// <summary>The step of each operation that does one.</summary>
    public IReadOnlyDictionary<string, BuildStep> Steps => _steps;

    /// <summary>Notes an operation, once however often it is there.</summary>
    /// <param name="operation">The operation; its inputs are noted.</param>
    /// <param name="name">What it does, for people.</param>
    /// <param name="step">The step that it does; null where it only prepares one.</param>
    /// <param name="instruction">Where it stands; null for nowhere.</param>
    public Vertex Add(Op operation, string name, BuildStep? step, InstructionSyntax? instruction)
    {
        operation.Constraints = new WorkerConstraints();
        ByteString bytes = operation.ToByteString();
        string digest = DigestOf(bytes);
        if (_metadata.ContainsKey(digest))
            return new Vertex(digest);
        _operations.Add(bytes);
        var metadata = new OpMetadata { IgnoreCache = !options.UsesCache, Description = { [NameKey] = name } };
        if (instruction is not null)
            metadata.Description.Add(InstructionKey, instruction.RawText);
        _metadata.Add(digest, metadata);
        if (step is not null)
            _steps.Add(digest, step);
        if (instruction is not null)
            _locations.Add(digest, LocationOf(instruction));
        return new Vertex(digest);
    }

    /// <summary>The graph.</summary>
    /// <param name="result">The files of the image.</param>
    public Definition Complete(Vertex result)
    {
        var definition = new Definition
        {
            Def = { _operations },
            Source = new Source { Infos = { _files.Select(static file => new SourceInfo { Filename = file.FileName, Data = ByteString.CopyFromUtf8(file.Model.Syntax.Source.Value), Language = "Dockerfile" }) } },
        };
        if (!result.IsScratch)
        {
            ByteString end = new Op { Inputs = { new Input { Digest = result.Digest, Index = result.Output } } }.ToByteString();
            definition.Def.Add(end);
        }

        foreach ((string digest, OpMetadata metadata) in _metadata)
            definition.Metadata.Add(digest, metadata);
        foreach ((string digest, Location location) in _locations)
            definition.Source.Locations.Add(digest, new Locations { Locations_ = { location } });
        return definition;
    }

    /// <summary>What an operation is known by.</summary>
    public static string DigestOf(ByteString operation) => ContentDigest.Of(operation.Span).Text;

    private Location LocationOf(InstructionSyntax instruction)
    {
        BuildPlan file = plan.PartOf(instruction);
        SourceText source = file.Model.Syntax.Source;
        return new Location
        {
            SourceIndex = _files.IndexOf(file),
            Ranges =
            {
                new Protocol.Range
                {
                    Start = new Position { Line = source.PositionOf(instruction.Extent.Start).Line },
                    End = new Position { Line = source.PositionOf(instruction.Extent.End).Line },
                },
            },
        };
    }
}
