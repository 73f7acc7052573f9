using System.Collections.Frozen;
using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The signature says that a package comes from the distribution; mirrors and networks do not. Nothing is said where
/// the same RUN holds something against a checksum or a signature.
/// </summary>
internal sealed class UnauthenticatedPackages() : Rule(
    new("DK5011", "UnauthenticatedPackages", Severity.Warning, Category.Security, Profiles.Recommended, "Packages are installed without a check of their signatures.") { VisitsOnbuild = true }),
    IVisit<RunSyntax>
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

    /// <summary>Settings of sources, wherever a RUN writes them.</summary>
    private static readonly string[] s_settings = ["trusted=yes", "gpgcheck=0"];

    public void Visit(RunSyntax run, RuleContext context)
    {
        if (Downloads.AreChecked(context.ProgramsOf(run)))
            return;
        HashSet<TextSpan> found = [];
        foreach (Invocation command in context.ProgramsOf(run))
        {
            foreach (CommandWord word in s_words.TryGetValue(command.Program, out string[]? words) ? command.Words : [])
            {
                string text = word.Text.StartsWith("-o", StringComparison.Ordinal) && !word.Text.StartsWith("--", StringComparison.Ordinal) ? word.Text[2..] : word.Text;
                if (words!.Contains(text, StringComparer.OrdinalIgnoreCase) && found.Add(word.Span))
                    context.Report(word.Span, $"'{word.Text}' installs what anybody may have made; add the key of the source, and leave this out");
            }
        }

        foreach (string setting in s_settings)
        {
            foreach (TextSpan span in InstructionText.Find(run, setting, context))
            {
                // repo_gpgcheck is about the list of packages alone.
                if (context.Source.Value[span.Start - 1] != '_' && !found.Any(word => word.Contains(span)))
                    context.Report(span, $"with '{setting}' packages of this source may be anybody's; add the key of the source instead");
            }
        }
    }
}
