using System.Collections.Immutable;
using System.CommandLine;
using DockerLint.Cli.Images;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint pull NAME</c>.</summary>
internal static class PullCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Download an image from a registry into the store";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("pull", Description + ".");
        Option<bool> allTags = line.Flag("--all-tags", "-a", "Download all images of the repository");
        Option<string[]> platformOption = line.Option("--platform", null, "OS/ARCH", "The platform of the image [default: Linux on this processor]");
        Option<bool> allPlatforms = line.Flag("--all-platforms", null, "Download the image for all its platforms");
        Option<bool> quiet = line.Flag("--quiet", "-q", "Show the name only");
        var registries = new RegistryFlags(line, hasMirrors: true);
        Argument<string[]> names = line.Arguments("NAME", "An image, by tag or digest", ArgumentArity.OneOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        if (line.All(names).ToArray() is not [var text])
            return ImageCommands.Refuse(host, "pull", "more than one image; name one");
        ReferenceResult parsed = ImageReference.Parse(text);
        if (parsed.Reference is not { } image)
            return ImageCommands.Refuse(host, text, parsed.Error!.Message);
        if (line.Has(allTags) && image is not { Tag: null, Digest: null })
            return ImageCommands.Refuse(host, text, "a tag or digest cannot be used with --all-tags");
        Platform? platform = Machine.Platform;
        if (line.Last(platformOption) is { } wanted && !Platform.TryParse(wanted, out platform, out ValueError? error))
            return ImageCommands.Refuse(host, "--platform", error.Message);
        return ImageCommands.Guarded(host, text, async () =>
        {
            using RegistryClient client = registries.Connect(host, ImageFolders.Credentials(host));
            var pull = new Pull(host, ImageFolders.Store(host), client, line.Has(allPlatforms) ? null : platform, line.Has(quiet));
            if (line.Has(allTags))
                await pull.AllAsync(Repository.Of(image)).ConfigureAwait(false);
            else
                await pull.OneAsync(image).ConfigureAwait(false);
            return ExitCode.Success;
        });
    }

    private sealed class Pull(Host host, ContentStore store, RegistryClient client, Platform? platform, bool isQuiet)
    {
        public async Task AllAsync(Repository repository)
        {
            ImmutableArray<string>.Builder tags = ImmutableArray.CreateBuilder<string>();
            await foreach (string tag in client.ListTagsAsync(repository, CancellationToken.None).ConfigureAwait(false))
                tags.Add(tag);
            foreach (string tag in tags.Order(StringComparer.Ordinal))
                await OneAsync(repository.WithTag(tag)).ConfigureAwait(false);
        }

        public async Task OneAsync(ImageReference image)
        {
            if (image is { Tag: null, Digest: null })
                Tell($"Using default tag: {ImageReference.DefaultTag}");
            ImageReference whole = ImageReference.Parse(image.ToResolvedString()).Reference ?? image;
            Tell($"{(whole.Digest is null ? whole.Tag : whole.Text)}: Pulling from {whole.RepositoryPath}");
            Digest? before = store.Find(whole.Text) is [var known, ..] ? known.Digest : null;
            var view = new TransferView(host, "Pull complete", "Already exists") { IsQuiet = isQuiet };
            using (StoreLease lease = store.Lease())
            {
                var transfer = new ImageTransfer(client, lease, view);
                PulledImage pulled = await view.ShowAsync(() => transfer.PullAsync(whole, platform, CancellationToken.None)).ConfigureAwait(false);
                store.Name(whole, pulled.Root.Digest, pulled.Root.MediaType);
                Tell($"Digest: {pulled.Root.Digest}");
                bool isNew = view.HasTransferred || before != pulled.Root.Digest;
                Tell($"Status: {(isNew ? "Downloaded newer image" : "Image is up to date")} for {whole.ToFamiliarString()}");
            }

            Write(whole.Text);
        }

        private void Tell(string text)
        {
            if (!isQuiet)
                Write(text);
        }

        private void Write(string text) => host.Write(text + "\n");
    }
}
