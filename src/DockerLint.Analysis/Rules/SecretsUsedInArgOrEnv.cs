using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Arguments and variables stay in the history and configuration of the image, for everybody to read.</summary>
internal sealed class SecretsUsedInArgOrEnv() : Rule(
    new("DK1012", "SecretsUsedInArgOrEnv", Severity.Warning, Category.Security, Profiles.Recommended | Profiles.BuildKit, "The name of an ARG or ENV says that it holds a secret.") { Supersedes = ["DL3064"] }),
    IVisit<KeyValuesSyntax>
{
    private static readonly HashSet<string> s_secret = new(
        ["apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token"],
        StringComparer.OrdinalIgnoreCase);

    private static readonly HashSet<string> s_harmless = new(["public", "file", "version"], StringComparer.OrdinalIgnoreCase);

    /// <summary>The fingerprint of a key that signs packages is for everybody to read, and so is the name of a setting (<c>a__key</c>).</summary>
    private static bool IsPublic(string name) =>
        name.EndsWith("__KEY", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("GPG_KEY", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("GPG_KEYS", StringComparison.OrdinalIgnoreCase);

    public void Visit(KeyValuesSyntax instruction, RuleContext context)
    {
        if (instruction is LabelSyntax || context.Stage.From is null)
            return;
        foreach (KeyValueSyntax pair in instruction.Pairs)
        {
            string name = instruction is EnvSyntax ? context.Model.ValueOf(pair.Name) : pair.Name.Text;
            string[] words = name.Split('_');
            if (words.Any(s_secret.Contains) && !words.Any(s_harmless.Contains))
                context.Report(pair.Name.Span, $"'{name}' stays readable in the image; pass it with RUN --mount=type=secret", isForPeers: !Shipping.IsShipped(context) || IsPublic(name) || (pair.Value is { } value && context.Model.ValueOf(value).Length == 0));
        }
    }
}
