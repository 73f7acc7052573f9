using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// /var/log/lastlog and /var/log/faillog hold a record for every UID up to the highest: sparse files, which layers
/// may store whole. UIDs of six digits and more count; <c>-l</c> (<c>--no-log-init</c>) writes no record.
/// </summary>
internal sealed class UseraddHighUid() : Rule(
    new("DL3046", "UseraddHighUid", Severity.Warning, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "A user gets a high UID from useradd without -l.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, "useradd"),
    IVisit<Invocation>
{
    private const int MostDigits = 5;

    public void Visit(Invocation command, RuleContext context)
    {
        if (command.Program == "useradd"
            && command.ValueOf("u", "uid") is { Length: > MostDigits } uid
            && uid.All(char.IsAsciiDigit)
            && !command.Has("l", "no-log-init"))
        {
            context.Report(command.Name.Span, $"with the UID {uid} the log of logins grows to gigabytes; add -l", fix: CommandEdits.AddAfter(command, command.Name, "-l"));
        }
    }
}
