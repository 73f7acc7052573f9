using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>The names of all files.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IWorkspaceSymbols
{
    /// <summary>The symbols of all files that fit to a query.</summary>
    [JsonRpcMethod("workspace/symbol", UseSingleObjectParameterDeserialization = true)]
    Task<IReadOnlyList<WorkspaceSymbol>> SymbolsAsync(WorkspaceSymbolParams request, CancellationToken cancel);
}

/// <summary>Finds stages, ARGs and ENVs in all Dockerfiles of the open folders.</summary>
internal sealed class WorkspaceSymbols(Session session) : IFeature, IWorkspaceSymbols
{
    private const int Most = 1000;

    /// <summary>The symbols of what is on the disk, until that changes.</summary>
    private readonly ConditionalWeakTable<Roots, ConcurrentDictionary<string, ImmutableArray<WorkspaceSymbol>>> _onDisk = [];

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) => server with { WorkspaceSymbolProvider = true };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IWorkspaceSymbols>(), this, null);

    /// <inheritdoc/>
    public Task<IReadOnlyList<WorkspaceSymbol>> SymbolsAsync(WorkspaceSymbolParams request, CancellationToken cancel)
    {
        WorkspaceState workspace = session.Workspace;
        return Task.Run(() => Find(request.Query, workspace, cancel), cancel);
    }

    /// <summary>The symbols that fit to a query.</summary>
    public IReadOnlyList<WorkspaceSymbol> Find(string query, WorkspaceState workspace, CancellationToken cancel)
    {
        List<WorkspaceSymbol> found = [];
        HashSet<string> open = new(StringComparer.Ordinal);
        foreach (Document document in workspace.Documents.Values.OrderBy(static document => document.Uri, StringComparer.Ordinal))
        {
            if (document.Path is { } path)
                open.Add(path);
            found.AddRange(Of(document).Where(symbol => Fits(symbol.Name, query)));
        }

        ConcurrentDictionary<string, ImmutableArray<WorkspaceSymbol>> onDisk = _onDisk.GetOrCreateValue(workspace.Roots);
        foreach (string path in workspace.Files())
        {
            cancel.ThrowIfCancellationRequested();
            if (found.Count >= Most)
                break;
            if (!open.Contains(path))
                found.AddRange(onDisk.GetOrAdd(path, path => workspace.ReadFromDisk(path) is { } document ? Of(document) : []).Where(symbol => Fits(symbol.Name, query)));
        }

        return found;
    }

    /// <summary>The symbols of a document.</summary>
    public static ImmutableArray<WorkspaceSymbol> Of(Document document)
    {
        if (document.Model is not { } model)
            return [];
        ImmutableArray<WorkspaceSymbol>.Builder symbols = ImmutableArray.CreateBuilder<WorkspaceSymbol>();
        foreach (Stage stage in model.StagesWithPreamble)
        {
            if (stage.From?.Name is { } name)
                symbols.Add(new WorkspaceSymbol(name.Text, SymbolKind.Module, new Location(document.Uri, document.Lines.RangeOf(name.Span))) { ContainerName = stage.BaseName?.Value });
            foreach (InstructionSyntax instruction in stage.Instructions)
            {
                if (instruction is not (ArgSyntax or EnvSyntax))
                    continue;
                foreach (KeyValueSyntax pair in ((KeyValuesSyntax)instruction).Pairs)
                {
                    // An ARG that only takes over a global one is not where it is declared.
                    if (pair.Name.Text.Length == 0 || (instruction is ArgSyntax && pair.Value is null && model.Preamble.Scope.Find(pair.Name.Text, int.MaxValue) is { Declaration: not null } && stage.Index >= 0))
                        continue;
                    symbols.Add(new WorkspaceSymbol(
                        pair.Name.Text, instruction is ArgSyntax ? SymbolKind.Constant : SymbolKind.Variable, new Location(document.Uri, document.Lines.RangeOf(pair.Name.Span)))
                    {
                        ContainerName = stage.Index < 0 ? null : stage.DisplayName,
                    });
                }
            }
        }

        return symbols.DrainToImmutable();
    }

    /// <summary>Whether a name holds the letters of a query in that order, in any case.</summary>
    private static bool Fits(string name, string query)
    {
        int next = 0;
        foreach (char c in query)
        {
            next = name.IndexOf($"{c}", next, StringComparison.OrdinalIgnoreCase) + 1;
            if (next == 0)
                return false;
        }

        return true;
    }
}
