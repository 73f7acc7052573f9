using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Server;
using DockerLint.LanguageServer.Workspace;
using PolyType;
using StreamJsonRpc;

namespace DockerLint.LanguageServer.Features;

/// <summary>What happens around documents.</summary>
[JsonRpcContract, GenerateShape(IncludeMethods = MethodShapeFlags.PublicInstance)]
internal partial interface IWorkspaceChanges
{
    /// <summary>The client is ready to be asked.</summary>
    [JsonRpcMethod("initialized")]
    Task InitializedAsync();

    /// <summary>The settings have changed.</summary>
    [JsonRpcMethod("workspace/didChangeConfiguration", UseSingleObjectParameterDeserialization = true)]
    Task DidChangeConfigurationAsync(DidChangeConfigurationParams change);

    /// <summary>Files have changed.</summary>
    [JsonRpcMethod("workspace/didChangeWatchedFiles", UseSingleObjectParameterDeserialization = true)]
    Task DidChangeWatchedFilesAsync(DidChangeWatchedFilesParams change);

    /// <summary>Other folders are open.</summary>
    [JsonRpcMethod("workspace/didChangeWorkspaceFolders", UseSingleObjectParameterDeserialization = true)]
    Task DidChangeWorkspaceFoldersAsync(DidChangeWorkspaceFoldersParams change);
}

/// <summary>Keeps the folders, the settings and what speaks to the documents as they are.</summary>
internal sealed class WorkspaceChanges(Session session) : IFeature, IWorkspaceChanges
{
    /// <summary>What findings depend on beside the document: configuration, lock files, and the files that others name.</summary>
    private static readonly ImmutableArray<string> s_watched =
    [
        "**/.editorconfig", "**/.dockerlint.{yaml,yml}", "**/.hadolint.{yaml,yml}", "**/dockerlint.lock", "**/*.dockerignore", "**/.env",
        "**/{Dockerfile,Containerfile}", "**/{Dockerfile,Containerfile}.*", "**/*.{Dockerfile,dockerfile,Containerfile,containerfile}",
        "**/*compose*.{yaml,yml}", "**/*bake*.{hcl,json}", "**/{.devcontainer,devcontainer}.json",
        "**/{kustomization.yaml,kustomization.yml,Kustomization}", "**/Chart.yaml",
    ];

    /// <inheritdoc/>
    public ServerCapabilities Announce(ServerCapabilities server, ClientCapabilities client) =>
        server with { Workspace = new WorkspaceServer(new WorkspaceFoldersServer(Supported: true, ChangeNotifications: true)) };

    /// <inheritdoc/>
    public void Attach(JsonRpc rpc) => rpc.AddLocalRpcTarget(RpcTargetMetadata.FromShape<IWorkspaceChanges>(), this, null);

    /// <inheritdoc/>
    public async Task InitializedAsync()
    {
        if (session.Capabilities.Workspace?.DidChangeWatchedFiles?.DynamicRegistration == true)
        {
            var files = new WatchedFilesOptions([.. s_watched.Select(static glob => new FileWatcher(glob))]);
            await session.Client.RegisterAsync(new Registration("watched-files", "workspace/didChangeWatchedFiles", files)).ConfigureAwait(false);
        }

        if (session.Capabilities.Workspace?.Configuration == true)
            await AskForSettingsAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public Task DidChangeConfigurationAsync(DidChangeConfigurationParams change)
    {
        if (session.Capabilities.Workspace?.Configuration == true)
            return AskForSettingsAsync();
        Set(change.Settings);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DidChangeWatchedFilesAsync(DidChangeWatchedFilesParams change)
    {
        session.Change(static workspace => workspace.Refresh());
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task DidChangeWorkspaceFoldersAsync(DidChangeWorkspaceFoldersParams change)
    {
        ImmutableArray<string> added = PathsOf(change.Event.Added);
        ImmutableArray<string> removed = PathsOf(change.Event.Removed);
        session.Change(workspace => workspace.Refresh(folders: [.. workspace.Folders.Except(removed, StringComparer.Ordinal).Union(added, StringComparer.Ordinal)]));
        return Task.CompletedTask;
    }

    private async Task AskForSettingsAsync() => Set(await session.Client.SettingsAsync(ClientSettings.Section).ConfigureAwait(false));

    private void Set(JsonElement? json)
    {
        if (json is { ValueKind: JsonValueKind.Object } settings)
            session.Change(workspace => workspace.Refresh(settings: ClientSettings.Read(settings)));
    }

    private static ImmutableArray<string> PathsOf(IReadOnlyList<WorkspaceFolder> folders) =>
        [.. folders.Select(static folder => DocumentUri.PathOf(folder.Uri)?.TrimEnd('/')).OfType<string>()];
}
