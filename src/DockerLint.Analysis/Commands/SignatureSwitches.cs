using System.Collections.Frozen;

namespace DockerLint.Analysis.Commands;

/// <summary>How package managers are told not to check the signatures of packages, from their manuals.</summary>
internal static class SignatureSwitches
{
    private static readonly string[] s_apt =
        ["--allow-unauthenticated", "--force-yes", "--allow-insecure-repositories", "APT::Get::AllowUnauthenticated=true", "Acquire::AllowInsecureRepositories=true"];

    private static readonly string[] s_yum = ["--nogpgcheck", "--no-gpgchecks", "--setopt=gpgcheck=0", "--setopt=gpgcheck=false", "--setopt=*.gpgcheck=0"];

    /// <summary>The words that switch the check off, by program.</summary>
    private static readonly FrozenDictionary<string, string[]> s_words = new Dictionary<string, string[]>
    {
        ["apt-get"] = s_apt,
        ["apt"] = s_apt,
        ["aptitude"] = ["--allow-untrusted"],
        ["apk"] = ["--allow-untrusted"],
        ["rpm"] = ["--nosignature", "--nodigest", "--nogpg"],
        ["yum"] = s_yum,
        ["dnf"] = s_yum,
        ["dnf5"] = s_yum,
        ["microdnf"] = s_yum,
        ["tdnf"] = s_yum,
        ["zypper"] = ["--no-gpg-checks", "--allow-unsigned-rpm"],
    }.ToFrozenDictionary();

    /// <summary>The words of a command that switch the check off.</summary>
    public static IEnumerable<CommandWord> In(Invocation command) =>
        s_words.TryGetValue(command.Program, out string[]? words)
            ? command.Words.Where(word => words.Contains(SettingOf(word.Text), StringComparer.OrdinalIgnoreCase))
            : [];

    /// <summary>The setting of <c>-oName=value</c>; any other word as it is.</summary>
    private static string SettingOf(string word) => word is ['-', 'o', .. var setting] ? setting : word;
}
