using System.Collections.Frozen;

namespace DockerLint.Analysis.Commands;

/// <summary>How programs are told not to ask a server who it is, from their manuals.</summary>
internal static class TlsSwitches
{
    private static readonly FrozenDictionary<string, string[]> s_options = new Dictionary<string, string[]>
    {
        ["curl"] = ["k", "insecure", "proxy-insecure", "doh-insecure"],
        ["wget"] = ["no-check-certificate"],
        ["npm"] = ["no-strict-ssl"],
        ["yarn"] = ["no-strict-ssl"],
        ["pip"] = ["trusted-host"],
        ["uv"] = ["allow-insecure-host", "trusted-host"],
        ["go"] = ["insecure"],
        ["svn"] = ["trust-server-cert"],
        ["composer"] = ["disable-tls"],
        ["helm"] = ["insecure-skip-tls-verify"],
        ["kubectl"] = ["insecure-skip-tls-verify"],
        ["oc"] = ["insecure-skip-tls-verify"],
        ["az"] = ["disable-connection-verify"],
        ["aws"] = ["no-verify-ssl"],
    }.ToFrozenDictionary();

    /// <summary>Settings that a program is given as <c>name=value</c>, or as a name and the value after it.</summary>
    private static readonly FrozenDictionary<string, string[]> s_settings = new Dictionary<string, string[]>
    {
        ["npm"] = ["strict-ssl=false", "--strict-ssl=false"],
        ["pnpm"] = ["strict-ssl=false", "--strict-ssl=false"],
        ["yarn"] = ["strict-ssl=false", "--strict-ssl=false", "enablestrictssl=false"],
        ["git"] = ["http.sslverify=false", "http.sslverify=0"],
        ["conda"] = ["ssl_verify=false"],
        ["mamba"] = ["ssl_verify=false"],
        ["bundle"] = ["ssl_verify_mode=0"],
        ["composer"] = ["disable-tls=true", "secure-http=false"],
        ["apt-get"] = ["acquire::https::verify-peer=false", "acquire::https::verify-host=false"],
        ["apt"] = ["acquire::https::verify-peer=false", "acquire::https::verify-host=false"],
        ["yum"] = ["--setopt=sslverify=false", "--setopt=sslverify=0"],
        ["dnf"] = ["--setopt=sslverify=false", "--setopt=sslverify=0"],
        ["microdnf"] = ["--setopt=sslverify=false", "--setopt=sslverify=0"],
        ["aria2c"] = ["--check-certificate=false"],
        ["skopeo"] = ["--src-tls-verify=false", "--tls-verify=false", "--dest-tls-verify=false"],
        ["buildah"] = ["--tls-verify=false"],
        ["podman"] = ["--tls-verify=false"],
    }.ToFrozenDictionary();

    /// <summary>Variables of the environment, with the values that switch the check off; <c>*</c> stands for any but none.</summary>
    private static readonly FrozenDictionary<string, string[]> s_variables = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase)
    {
        ["NODE_TLS_REJECT_UNAUTHORIZED"] = ["0"],
        ["PYTHONHTTPSVERIFY"] = ["0"],
        ["GIT_SSL_NO_VERIFY"] = ["1", "true", "yes", "on"],
        ["NPM_CONFIG_STRICT_SSL"] = ["false"],
        ["YARN_STRICT_SSL"] = ["false"],
        ["YARN_ENABLE_STRICT_SSL"] = ["false", "0"],
        ["PIP_TRUSTED_HOST"] = ["*"],
        ["UV_INSECURE_HOST"] = ["*"],
        ["GOINSECURE"] = ["*"],
        ["CONDA_SSL_VERIFY"] = ["false", "0"],
        ["PERL_LWP_SSL_VERIFY_HOSTNAME"] = ["0"],
        ["BUNDLE_SSL_VERIFY_MODE"] = ["0"],
        ["AWS_CLI_NO_VERIFY_SSL"] = ["1", "true"],
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The word of a command that switches the check off; null where none does.</summary>
    public static CommandWord? In(Invocation command)
    {
        string program = Invocation.IsPip(command.Program) ? "pip" : command.Program;
        if (s_options.TryGetValue(program, out string[]? options))
        {
            foreach (Option option in command.Options)
            {
                if (options.Contains(option.Name) && option.Value is not ("false" or "0"))
                    return option.Word;
            }
        }

        if (!s_settings.TryGetValue(program, out string[]? settings))
            return null;
        for (int index = 0; index < command.Words.Length; index++)
        {
            ReadOnlySpan<char> next = index + 1 < command.Words.Length ? command.Words[index + 1].Characters : [];
            foreach (string setting in settings)
            {
                if (Gives(command.Words[index].Characters, next, setting))
                    return command.Words[index];
            }
        }

        return null;
    }

    /// <summary>Whether a word is a setting, also after <c>-o</c>, or starts one whose value is the next word.</summary>
    private static bool Gives(ReadOnlySpan<char> word, ReadOnlySpan<char> next, ReadOnlySpan<char> setting) =>
        word.Equals(setting, StringComparison.OrdinalIgnoreCase)
        || (word is ['-', 'o' or 'O', .. var given] && given.Equals(setting, StringComparison.OrdinalIgnoreCase))
        || (setting.Length == word.Length + 1 + next.Length
            && setting[word.Length] == '='
            && setting.StartsWith(word, StringComparison.OrdinalIgnoreCase)
            && setting.EndsWith(next, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a variable of the environment switches the check off.</summary>
    public static bool IsSwitchedOffBy(string variable, string value) =>
        s_variables.TryGetValue(variable, out string[]? values)
        && (values is ["*"] ? value.Length > 0 : values.Contains(value.ToLowerInvariant()));
}
