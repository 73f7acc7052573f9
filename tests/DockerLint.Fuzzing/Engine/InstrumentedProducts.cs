using System.Reflection;
using System.Runtime.Loader;
using SharpFuzz;

namespace DockerLint.Fuzzing.Engine;

/// <summary>
/// A copy of this program whose product counts its edges: assemblies beside the program are instrumented in a folder of
/// their own and loaded from there. So what was built stays as it is.
/// </summary>
internal sealed class InstrumentedProducts : AssemblyLoadContext, IDisposable
{
    private static readonly string s_program = typeof(InstrumentedProducts).Assembly.GetName().Name!;

    private readonly string _folder = Directory.CreateTempSubdirectory("dockerlint-fuzzing-").FullName;
    private readonly Dictionary<string, string> _paths = [];

    public InstrumentedProducts()
    {
        foreach (string path in Directory.EnumerateFiles(AppContext.BaseDirectory, "*.dll"))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            if (name != s_program && !IsProduct(name))
                continue;
            string copy = Path.Combine(_folder, name + ".dll");
            File.Copy(path, copy);
            if (File.Exists(Path.ChangeExtension(path, ".pdb")))
                File.Copy(Path.ChangeExtension(path, ".pdb"), Path.ChangeExtension(copy, ".pdb"));
            if (name != s_program)
                _ = SharpFuzz.Fuzzer.Instrument(copy, static _ => true, Options.Value).Count();
            _paths.Add(name, copy);
        }
    }

    /// <summary>Runs this program in the copy.</summary>
    public int Run(string[] arguments, TextWriter output)
    {
        MethodInfo main = LoadFromAssemblyName(new AssemblyName(s_program))
            .GetType(typeof(Program).FullName!, throwOnError: true)!
            .GetMethod(nameof(Program.Run), BindingFlags.Static | BindingFlags.NonPublic)!;
        return (int)main.Invoke(null, [arguments, output])!;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        _paths.TryGetValue(assemblyName.Name!, out string? path) ? LoadFromAssemblyPath(path) : null;

    /// <summary>What we have written, and the two libraries by which it reads.</summary>
    private static bool IsProduct(string name) =>
        name is "Pidgin" or "YamlDotNet"
        || (name.StartsWith("DockerLint.", StringComparison.Ordinal) && !name.EndsWith(".Tests", StringComparison.Ordinal));
}
