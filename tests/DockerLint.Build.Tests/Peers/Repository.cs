using System.Reflection;

namespace DockerLint.Build.Tests.Peers;

/// <summary>The files of the repository that tests take.</summary>
internal static class Repository
{
    private static readonly string s_root = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(static attribute => attribute.Key == "RepositoryRoot").Value!;

    /// <summary>The Dockerfiles that peers build, too.</summary>
    public static string Peers => Path.Combine(s_root, "tests", "fixtures", "peers");
}
