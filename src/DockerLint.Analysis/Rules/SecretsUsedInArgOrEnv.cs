using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>Arguments and variables stay in the history and configuration of the image, for everybody to read.</summary>
internal sealed class SecretsUsedInArgOrEnv() : Rule(
    new("DK1012", "SecretsUsedInArgOrEnv", Severity.Warning, Category.Security, Profiles.Recommended | Profiles.BuildKit, "The name of an ARG or ENV says that it holds a secret.") { Supersedes = ["DL3064"] }),
    IVisit<KeyValuesSyntax>
{
    private static readonly string[] s_secret =
        ["apikey", "auth", "credential", "credentials", "key", "password", "pword", "passwd", "secret", "token"];

    private static readonly string[] s_harmless = ["public", "file", "version"];

    /// <summary>Whether one of some words stands between the underscores of a name.</summary>
    public static bool Holds(ReadOnlySpan<char> name, params ReadOnlySpan<string> words)
    {
        while (true)
        {
            int end = name.IndexOf('_');
            ReadOnlySpan<char> part = end < 0 ? name : name[..end];
            foreach (string word in words)
            {
                if (part.Equals(word, StringComparison.OrdinalIgnoreCase))
                    return true;
            }

            if (end < 0)
                return false;
            name = name[(end + 1)..];
        }
    }

    private static bool IsPublic(string name) =>
        name.EndsWith("__KEY", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("GPG_KEY", StringComparison.OrdinalIgnoreCase)
        || name.EndsWith("GPG_KEYS", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a variable is written empty. What it is for an ARG, or takes from another one, a build may say otherwise.</summary>
    public static bool IsEmpty(KeyValuesSyntax instruction, KeyValueSyntax pair, RuleContext context) =>
        instruction is EnvSyntax && pair.Value is { } value && !value.Text.Contains('$', StringComparison.Ordinal) && context.Model.ValueOf(value).Length == 0;

    public void Visit(KeyValuesSyntax instruction, RuleContext context)
    {
        if (instruction is LabelSyntax || context.Stage.From is null)
            return;
        foreach (KeyValueSyntax pair in instruction.Pairs)
        {
            string name = instruction is EnvSyntax ? context.Model.ValueOf(pair.Name) : pair.Name.Text;
            if (Holds(name, s_secret) && !Holds(name, s_harmless))
                context.Report(pair.Name.Span, $"'{name}' stays readable in the image; pass it with RUN --mount=type=secret", isForPeers: !Shipping.IsShipped(context) || IsPublic(name) || IsEmpty(instruction, pair, context));
        }
    }
}
