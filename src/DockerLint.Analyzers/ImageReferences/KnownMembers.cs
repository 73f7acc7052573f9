using System.Collections.Frozen;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static DockerLint.Analyzers.ImageReferences.ReferencePart;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>
/// The parameters and properties of well-known libraries that take image references. None of them is marked by an
/// attribute, so they are listed here, once, by their names.
/// </summary>
internal static class KnownMembers
{
    private const string Testcontainers = "DotNet.Testcontainers";
    private const string TestcontainersModules = "Testcontainers";
    private const string Aspire = "Aspire.Hosting";
    private const string AspireModel = "Aspire.Hosting.ApplicationModel";
    private const string DockerDotNet = "Docker.DotNet.Models";
    private const string Kubernetes = "k8s.Models";
    private const string Constructor = WellKnownMemberNames.InstanceConstructorName;

    /// <summary>
    /// Namespace, type, method, parameter or property, what it takes. Where no type is named, all in the namespace and
    /// below it are meant; where no method is, properties too, and letter case does not matter. Left out on purpose: what
    /// only reads an image's name back (<c>*Status</c>, <c>*Response</c>), what takes an identifier as well, caches, and
    /// the images of RBD volumes, which are block devices.
    /// </summary>
    private static readonly ImmutableArray<Member> s_all =
    [
        new(Testcontainers, null, null, "image", Image),
        new(Testcontainers, null, null, "cliImage", Image),
        new(Testcontainers, "DockerImage", Constructor, "repository", Image),
        new(Testcontainers, "DockerImage", Constructor, "registry", Registry),
        new(Testcontainers, "DockerImage", Constructor, "hubImageNamePrefix", Registry),
        new(Testcontainers, "DockerImage", Constructor, "tag", Tag),
        new(Testcontainers, "DockerImage", Constructor, "digest", Digest),
        new(Testcontainers, "TestcontainersSettings", null, "HubImageNamePrefix", Registry),
        new(TestcontainersModules, null, null, "image", Image),

        new(Aspire, null, null, "image", Image),
        new(Aspire, null, "AddContainer", "tag", Tag),
        new(Aspire, null, "WithImage", "tag", Tag),
        new(Aspire, null, "WithImageTag", "tag", Tag),
        new(Aspire, null, "WithImageRegistry", "registry", Registry),
        new(Aspire, null, "WithImageSHA256", "sha256", Sha256),
        new(Aspire, null, "WithDockerfileBaseImage", "buildImage", Whole),
        new(Aspire, null, "WithDockerfileBaseImage", "runtimeImage", Whole),
        new(Aspire, null, "WithRemoteImageName", "remoteImageName", Image, IsNew: true),
        new(Aspire, null, "WithRemoteImageTag", "remoteImageTag", Tag, IsNew: true),
        new(Aspire, "DistributedApplicationOptions", null, "ContainerRegistryOverride", Registry),
        new(AspireModel, "ContainerImageAnnotation", null, "Registry", Registry),
        new(AspireModel, "ContainerImageAnnotation", null, "Tag", Tag),
        new(AspireModel, "ContainerImageAnnotation", null, "SHA256", Sha256),
        new(AspireModel, "DockerfileBaseImageAnnotation", null, "BuildImage", Whole),
        new(AspireModel, "DockerfileBaseImageAnnotation", null, "RuntimeImage", Whole),
        new(AspireModel, "DockerfileBuilder", "From", "image", Base),
        new(AspireModel, "DockerfileStage", Constructor, "imageReference", Base),
        new(AspireModel, "DockerfileStage", "CopyFrom", "from", CopySource),
        new(AspireModel, "DockerfileBuildAnnotation", null, "ImageName", Image, IsNew: true),
        new(AspireModel, "DockerfileBuildAnnotation", null, "ImageTag", Tag, IsNew: true),
        new(AspireModel, "ContainerImagePushOptions", null, "RemoteImageName", Image, IsNew: true),
        new(AspireModel, "ContainerImagePushOptions", null, "RemoteImageTag", Tag, IsNew: true),
        new(AspireModel, "ContainerBuildOptionsCallbackContext", null, "LocalImageName", Image, IsNew: true),
        new(AspireModel, "ContainerBuildOptionsCallbackContext", null, "LocalImageTag", Tag, IsNew: true),
        new("Aspire.Hosting.Publishing", "ContainerImageBuildOptions", null, "ImageName", Image, IsNew: true),
        new("Aspire.Hosting.Publishing", "ContainerImageBuildOptions", null, "Tag", Tag, IsNew: true),

        new(DockerDotNet, "CreateContainerParameters", null, "Image", Whole),
        new(DockerDotNet, "ContainerConfig", null, "Image", Whole),
        new(DockerDotNet, "Config", null, "Image", Whole),
        new(DockerDotNet, "ContainerSpec", null, "Image", Whole),
        new(DockerDotNet, "ImagesCreateParameters", null, "FromImage", Image),
        new(DockerDotNet, "ImagesCreateParameters", null, "Tag", Tag),
        new(DockerDotNet, "ImagesCreateParameters", null, "Repo", Image, IsNew: true),
        new(DockerDotNet, "CommitContainerChangesParameters", null, "Image", Image),
        new(DockerDotNet, "CommitContainerChangesParameters", null, "Tag", Tag),
        new(DockerDotNet, "CommitContainerChangesParameters", null, "RepositoryName", Image, IsNew: true),
        new(DockerDotNet, "ImageTagParameters", null, "RepositoryName", Image, IsNew: true),
        new(DockerDotNet, "ImageTagParameters", null, "Tag", Tag, IsNew: true),
        new(DockerDotNet, "ImagePushParameters", null, "Tag", Tag, IsNew: true),
        new(DockerDotNet, "ImageBuildParameters", null, "Tags", Whole, IsNew: true),

        new(Kubernetes, "V1Container", null, "Image", Whole),
        new(Kubernetes, "V1EphemeralContainer", null, "Image", Whole),
        new(Kubernetes, "V1ImageVolumeSource", null, "Reference", Whole),
    ];

    private static readonly ImmutableArray<string> s_roots = [Testcontainers, TestcontainersModules, Aspire, DockerDotNet, Kubernetes];

    /// <summary>The methods after which the image of a container is one that is built.</summary>
    private static readonly FrozenSet<string> s_builds = FrozenSet.ToFrozenSet(["WithDockerfile", "WithDockerfileFactory", "WithDockerfileBuilder"]);

    private static readonly FrozenDictionary<string, ImmutableArray<Member>> s_byName = s_all
        .GroupBy(static member => member.Name, StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(static group => group.Key, static group => group.ToImmutableArray(), StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, ImmutableArray<Member>> s_byMethod = s_all
        .Where(static member => member.Method is not null)
        .GroupBy(static member => member.Method!, StringComparer.Ordinal)
        .ToFrozenDictionary(static group => group.Key, static group => group.ToImmutableArray(), StringComparer.Ordinal);

    /// <summary>Whether a compilation can use any of them.</summary>
    public static bool AnyIn(Compilation compilation) => s_roots.Any(root => Exists(root, compilation.GlobalNamespace));

    /// <summary>What a parameter takes; null where it is none of ours.</summary>
    public static ImageSlot? Find(IParameterSymbol parameter) => Find(parameter.Name, parameter.ContainingSymbol);

    /// <summary>What a property takes; null where it is none of ours.</summary>
    public static ImageSlot? Find(IPropertySymbol property) => Find(property.Name, property);

    /// <summary>What a call or an assignment of that name may set, by name alone; null where it may set nothing.</summary>
    public static IEnumerable<ReferencePart> PartsNamed(string name) =>
        s_byMethod.GetValueOrDefault(name, []).Concat(s_byName.GetValueOrDefault(name, [])).Select(static member => member.Part);

    /// <summary>Whether a call makes the image of a container one that is built, by name alone.</summary>
    public static bool IsBuild(string method) => s_builds.Contains(method);

    private static ImageSlot? Find(string name, ISymbol member)
    {
        if (!s_byName.TryGetValue(name, out ImmutableArray<Member> candidates) || member.ContainingType is not { } type)
            return null;
        ImageSlot? found = null;
        foreach (Member candidate in candidates)
        {
            // Those that name their type are more exact than those that do not.
            if ((found is null || candidate.Type is not null) && candidate.Is(member, type))
                found = new ImageSlot(candidate.Part, candidate.IsNew);
        }

        return found;
    }

    private static bool Exists(string root, INamespaceSymbol global)
    {
        INamespaceOrTypeSymbol? found = global;
        foreach (string name in root.Split('.'))
            found = (found as INamespaceSymbol)?.GetMembers(name).OfType<INamespaceSymbol>().FirstOrDefault();
        return found is not null;
    }

    /// <summary>A line of the table.</summary>
    private sealed record Member(string Namespace, string? Type, string? Method, string Name, ReferencePart Part, bool IsNew = false)
    {
        private readonly ImmutableArray<string> _namespace = [.. Namespace.Split('.')];

        /// <summary>Whether a method or a property of a type is meant.</summary>
        public bool Is(ISymbol member, INamedTypeSymbol type) =>
            (Type is null || type.Name == Type)
            && (Method is null || (member is IMethodSymbol method && method.Name == Method))
            && IsBelow(type.ContainingNamespace);

        private bool IsBelow(INamespaceSymbol? space)
        {
            int depth = 0;
            for (INamespaceSymbol? outer = space; outer is { IsGlobalNamespace: false }; outer = outer.ContainingNamespace)
                depth++;
            for (; depth > _namespace.Length; depth--)
                space = space!.ContainingNamespace;
            for (int index = _namespace.Length - 1; index >= 0; index--, space = space.ContainingNamespace)
            {
                if (depth < _namespace.Length || space!.Name != _namespace[index])
                    return false;
            }

            return true;
        }
    }
}
