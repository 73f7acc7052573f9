using System.Collections.Frozen;
using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The values of ARG and ENV stay in the history and configuration of the image. Judged is the name: one that programs
/// are known to read a secret from, or one with a word for it, alone or within. A name that says where a secret is, or
/// what belongs to it, holds none: <c>TOKEN_FILE</c>, <c>PASSWORD_LENGTH</c>. Nor does one that says that it is public, or an
/// ENV that empties it, which hadolint reports.
/// </summary>
internal sealed class SecretInVariableName() : Rule(
    new("DL3064", "SecretInVariableName", Severity.Warning, Category.Security, Profiles.Recommended | Profiles.Hadolint, "The name of an ARG or ENV is one for a secret.") { VisitsOnbuild = true }),
    IVisit<KeyValuesSyntax>
{
    private static readonly FrozenSet<string> s_known = FrozenSet.ToFrozenSet(
        [
            "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AZURE_STORAGE_KEY", "AZURE_STORAGE_CONNECTION_STRING", "ARM_ACCESS_KEY",
            "GOOGLE_CREDENTIALS", "DOCKER_AUTH_CONFIG", "DATABASE_URL", "MONGODB_URI",
            "MYSQL_PWD", "REDISCLI_AUTH", "SENTRY_DSN", "SENDGRID_KEY", "STRIPE_KEY", "TWILIO_AUTH", "NPM_AUTH",
            "SSH_KEY", "ID_RSA", "SIGNING_KEY", "ENCRYPTION_KEY", "MASTER_KEY", "RAILS_MASTER_KEY",
            "SLACK_WEBHOOK_URL", "ALGOLIA_ADMIN_KEY", "DD_API_KEY", "DATADOG_API_KEY", "NEW_RELIC_LICENSE_KEY", "CLOUDFLARE_API_KEY",
        ],
        StringComparer.OrdinalIgnoreCase);

    private static readonly AnyCaseText[] s_words =
        [new("password"), new("passwd"), new("passphrase"), new("secret"), new("token"), new("api_key"), new("apikey"), new("client_key"), new("private_key"), new("privatekey")];

    private static readonly string[] s_about =
        ["file", "path", "dir", "directory", "url", "uri", "endpoint", "name", "type", "length", "size", "ttl", "expiry", "lifetime", "public", "version"];

    public void Visit(KeyValuesSyntax instruction, RuleContext context)
    {
        if (instruction is LabelSyntax)
            return;
        foreach (KeyValueSyntax pair in instruction.Pairs)
        {
            string name = context.Model.ValueOf(pair.Name);
            if (IsNamedAsSecret(name))
                context.Report(pair.Name.Span, $"'{name}' is a name for a secret, which stays in the image; use RUN --mount=type=secret", isForPeers: !Shipping.IsShipped(context) || IsPublic(name) || SecretsUsedInArgOrEnv.IsEmpty(instruction, pair, context));
        }
    }

    /// <summary>Whether a name is one for a secret.</summary>
    public static bool IsForSecret(string name) => IsNamedAsSecret(name) && !IsPublic(name);

    private static bool IsPublic(string name) => SecretsUsedInArgOrEnv.Holds(name, "public");

    private static bool IsNamedAsSecret(string name)
    {
        if (s_known.Contains(name))
            return true;
        foreach (AnyCaseText word in s_words)
        {
            if (Holds(name, word))
                return !Array.Exists(s_about, about => name.EndsWith(about, StringComparison.OrdinalIgnoreCase));
        }

        return false;
    }

    /// <summary>Whether a name holds a word, last of all or before what can follow one.</summary>
    private static bool Holds(string name, AnyCaseText word)
    {
        int end = 0;
        while (word.IndexIn(name.AsSpan(end)) is >= 0 and int at)
            end += at + word.Length;
        return end > 0 && name.AsSpan(end) is [] or ['_' or 's' or 'S' or (>= '0' and <= '9'), ..];
    }
}
