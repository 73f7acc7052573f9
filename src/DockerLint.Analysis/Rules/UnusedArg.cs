using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Nothing names it, neither in the stage nor in those that start from it. One of a stage is in the environment of
/// every RUN too, so it is reported only where all that runs after it is known not to look there. A name that programs
/// are known to read, and one that is there to invalidate the cache, are left alone.
/// </summary>
internal sealed class UnusedArg() : Rule(
    new("DK1021", "UnusedArg", Severity.Warning, Category.Correctness, Profiles.None, "Nothing uses an ARG.")),
    IVisit<DockerfileModel>
{
    private static readonly string[] s_read =
    [
        "DEB", "APT", "LC_", "GPG", "GNUPG", "SSL_", "CURL_", "TAR_", "BUILDKIT_", "DOCKER_", "SOURCE_DATE_EPOCH", "TARGET", "BUILDPLATFORM",
        "BUILDOS", "BUILDARCH", "BUILDVARIANT", "LANG", "TZ", "PATH", "HOME", "ACCEPT_EULA",
    ];

    private static readonly string[] s_invalidating = ["CACHE", "BUST", "REFRESH", "FORCE", "NONCE", "REBUILD", "RANDOM", "DATE"];

    public void Visit(DockerfileModel file, RuleContext context)
    {
        var names = new ArgNames(file);
        if (names.IsEmpty)
            return;
        EnvironmentReaders? readers = null;
        foreach (Stage stage in file.StagesWithPreamble)
        {
            for (int index = 0; index < stage.Instructions.Length; index++)
            {
                if (stage.Instructions[index] is not ArgSyntax arg)
                    continue;
                foreach (KeyValueSyntax pair in arg.Pairs)
                {
                    string name = pair.Name.Text;
                    if (ShellNames.IsName(name) && !names.IsUsed(name, stage) && !IsSpecial(name) && !(readers ??= new EnvironmentReaders(context)).MayRead(stage, index))
                        context.ReportFor(arg, pair.Name.Span, $"nothing uses the argument '{name}'; leave it out");
                }
            }
        }
    }

    private static bool IsSpecial(string name) =>
        s_read.Any(start => name.StartsWith(start, StringComparison.Ordinal))
        || name.EndsWith("_PROXY", StringComparison.OrdinalIgnoreCase)
        || s_invalidating.Any(word => name.Contains(word, StringComparison.OrdinalIgnoreCase));
}
