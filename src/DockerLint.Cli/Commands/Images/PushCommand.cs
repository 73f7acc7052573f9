using System.Collections.Immutable;
using System.CommandLine;
using DockerLint.Cli.Images;
using DockerLint.Oci.Model;
using DockerLint.Oci.Registry;
using DockerLint.Oci.Store;
using DockerLint.References;

namespace DockerLint.Cli.Commands.Images;

/// <summary><c>dockerlint push NAME</c>.</summary>
internal static class PushCommand
{
    /// <summary>What the command does.</summary>
    public const string Description = "Upload an image of the store to a registry";

    /// <summary>Runs the command.</summary>
    public static int Run(string[] args, Host host)
    {
        var line = new CommandLine("push", Description + ".");
        Option<bool> allTags = line.Flag("--all-tags", "-a", "Upload all images of the repository");
        Option<bool> quiet = line.Flag("--quiet", "-q", "Show the name only");
        var registries = new RegistryFlags(line, hasMirrors: false);
        Argument<string[]> names = line.Arguments("NAME", "An image, by tag", ArgumentArity.OneOrMore);
        if (line.Read(args, host) is { } exitCode)
            return exitCode;
        if (line.All(names).ToArray() is not [var text])
            return ImageCommands.Refuse(host, "push", "more than one image; name one");
        ReferenceResult parsed = ImageReference.Parse(text);
        if (parsed.Reference is not { } name)
            return ImageCommands.Refuse(host, text, parsed.Error!.Message);
        if (name.Digest is not null)
            return ImageCommands.Refuse(host, text, "an image is pushed by its tag; leave out the digest");
        if (line.Has(allTags) && name.Tag is not null)
            return ImageCommands.Refuse(host, text, "a tag cannot be used with --all-tags");
        return ImageCommands.Guarded(host, text, async () =>
        {
            ContentStore store = ImageFolders.Store(host);
            StoredImage[] images = [.. store.Images().Where(image => image.Name is { Tag: { } tag } other
                && other.FullName == name.FullName
                && (line.Has(allTags) || tag == (name.Tag ?? ImageReference.DefaultTag)))];
            if (images.Length == 0)
                return ImageCommands.Refuse(host, text, InspectCommand.NoImage);
            using RegistryClient client = registries.Connect(host, ImageFolders.Credentials(host));
            var push = new Push(host, store, client, line.Has(quiet));
            if (!line.Has(allTags) && name.Tag is null)
                push.Tell($"Using default tag: {ImageReference.DefaultTag}");
            push.Tell($"The push refers to repository [{name.FullName}]");
            foreach (StoredImage image in images)
                await push.OneAsync(image).ConfigureAwait(false);
            return ExitCode.Success;
        });
    }

    private sealed class Push(Host host, ContentStore store, RegistryClient client, bool isQuiet)
    {
        public async Task OneAsync(StoredImage image)
        {
            ImageReference name = image.Name!;
            var view = new TransferView(host, "Pushed", "Layer already exists") { IsQuiet = isQuiet };
            using StoreLease lease = store.Lease();
            var transfer = new ImageTransfer(client, lease, view);
            Descriptor root = WhatIsThere(image);
            Descriptor pushed = await view
                .ShowAsync(() => transfer.PushAsync(root, name, OriginsOf(image), CancellationToken.None))
                .ConfigureAwait(false);
            Tell($"{name.Tag}: digest: {pushed.Digest} size: {pushed.Size}");
            if (isQuiet)
                Write(name.Text);
        }

        public void Tell(string text)
        {
            if (!isQuiet)
                Write(text);
        }

        /// <summary>The image; where only one of its platforms was pulled, as Docker does it, that one alone.</summary>
        private Descriptor WhatIsThere(StoredImage image)
        {
            var root = new Descriptor(image.MediaType, image.Digest, store.LengthOf(image.Digest) ?? 0);
            if (ImageContents.DocumentOf(store, image) is not ImageIndex index)
                return root;
            Descriptor[] present = [.. index.Manifests.Where(manifest => store.Contains(manifest.Digest))];
            if (present.Length != 1 || index.Manifests.Length == 1)
                return root;
            host.Complain(image.Name!.ToFamiliarString(), $"of its platforms only {present[0].Platform?.Format() ?? "one"} is in the store, so that alone is pushed; 'pull --all-platforms' gets all");
            return present[0];
        }

        /// <summary>Where else the registry may have some of it: repositories of images in the store that share content with it.</summary>
        private ImmutableArray<Repository> OriginsOf(StoredImage image)
        {
            IReadOnlySet<Digest> parts = store.PartsOf(image.Digest);
            return
            [
                .. store.Images()
                    .Where(other => other.Name is { Domain.Length: > 0 } name
                        && name.Domain == image.Name!.Domain
                        && name.FullName != image.Name.FullName
                        && parts.Overlaps(store.PartsOf(other.Digest)))
                    .Select(static other => Repository.Of(other.Name!))
                    .Distinct(),
            ];
        }

        private void Write(string text) => host.Write(text + "\n");
    }
}
