using DockerLint.References;

namespace DockerLint.LanguageServer.Language;

/// <summary>Where registries tell people of their images.</summary>
internal static class RegistryPage
{
    /// <summary>The page of an image; null where its registry is not known to have any.</summary>
    public static string? Of(ImageReference reference)
    {
        string path = reference.RepositoryPath;
        return reference.Domain switch
        {
            "docker.io" when path.StartsWith("library/", StringComparison.Ordinal) => $"https://hub.docker.com/_/{path["library/".Length..]}",
            "docker.io" => $"https://hub.docker.com/r/{path}",
            "quay.io" => $"https://quay.io/repository/{path}",
            "mcr.microsoft.com" => $"https://mcr.microsoft.com/artifact/mar/{path}",
            "public.ecr.aws" => $"https://gallery.ecr.aws/{path}",
            "ghcr.io" => $"https://ghcr.io/{path}",
            "gcr.io" or "registry.k8s.io" => $"https://{reference.Domain}/{path}",
            var domain when domain.EndsWith("-docker.pkg.dev", StringComparison.Ordinal) => $"https://{domain}/{path}",
            _ => null,
        };
    }
}
