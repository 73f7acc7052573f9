using System.Collections.Immutable;

namespace DockerLint.LanguageServer.Language;

/// <summary>The labels whose meaning is agreed upon (OCI image specification, "Annotations").</summary>
internal static class ImageLabels
{
    /// <summary>Their names, and what they say.</summary>
    public static ImmutableArray<ParameterReference> All { get; } =
    [
        new("org.opencontainers.image.authors", "Who answers for the image."),
        new("org.opencontainers.image.base.digest", "The digest of the image that it starts from."),
        new("org.opencontainers.image.base.name", "The image that it starts from."),
        new("org.opencontainers.image.created", "When it was built, as RFC 3339 has it."),
        new("org.opencontainers.image.description", "What is in it."),
        new("org.opencontainers.image.documentation", "Where its documentation is."),
        new("org.opencontainers.image.licenses", "The licences of its content, as an SPDX expression."),
        new("org.opencontainers.image.ref.name", "The name of its version."),
        new("org.opencontainers.image.revision", "The commit that it was built from."),
        new("org.opencontainers.image.source", "Where the source is that it was built from."),
        new("org.opencontainers.image.title", "Its title."),
        new("org.opencontainers.image.url", "Where more is to be read of it."),
        new("org.opencontainers.image.vendor", "Who hands it out."),
        new("org.opencontainers.image.version", "The version of what is in it."),
    ];
}
