namespace DockerLint.Semantics;

/// <summary>A kind of file, other than a Dockerfile, that names images.</summary>
public enum HostKind
{
    /// <summary>Docker Compose.</summary>
    Compose,

    /// <summary>Kubernetes manifests.</summary>
    Kubernetes,

    /// <summary>A <c>kustomization.yaml</c>.</summary>
    Kustomize,

    /// <summary>The values of a Helm chart.</summary>
    Helm,

    /// <summary>Workflows and actions of GitHub, and of forges that run the same.</summary>
    GitHub,

    /// <summary>A pipeline of GitLab.</summary>
    GitLab,

    /// <summary>A <c>devcontainer.json</c>.</summary>
    Devcontainer,

    /// <summary>A bake file, in HCL or JSON.</summary>
    Bake,

    /// <summary>An MSBuild project.</summary>
    MSBuild,
}
