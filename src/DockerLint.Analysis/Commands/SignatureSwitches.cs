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
            ? command.Words.Where(word => IsOneOf(word.Characters, words))
            : [];

    /// <summary>Whether a word, or the setting of <c>-oName=value</c>, is one of some.</summary>
    private static bool IsOneOf(ReadOnlySpan<char> word, string[] words)
    {
        ReadOnlySpan<char> given = word is ['-', 'o', .. var setting] ? setting : word;
        foreach (string other in words)
        {
            if (given.Equals(other, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
