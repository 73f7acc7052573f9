namespace DockerLint.Semantics.Values;

/// <summary>How build contexts are written that are images (Dockerfile reference of <c>docker buildx build --build-context</c>, Bake file reference).</summary>
public static class ContextScheme
{
    /// <summary>An image: <c>docker-image://NAME</c>.</summary>
    public const string Image = "docker-image://";

    /// <summary>An image of a folder that is an OCI image layout: <c>oci-layout://FOLDER:TAG</c>.</summary>
    public const string Layout = "oci-layout://";

    /// <summary>What another target makes that is built together with it: <c>target:NAME</c>.</summary>
    public const string Target = "target:";
}
