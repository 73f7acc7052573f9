using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A changed mode or owner puts the whole file into the layer a second time. COPY and ADD can set both. Looked at are
/// the COPYs right before the RUN; what other instructions bring into the same folder is not theirs to change.
/// </summary>
internal sealed class ChmodAfterCopy() : Rule(
    new("DK3007", "ChmodAfterCopy", Severity.Info, Category.Efficiency, Profiles.Recommended, "A RUN changes the mode or owner of what was just copied.")
    {
        Fix = FixSafety.Unsafe,
    }, "chmod", "chown"),
    IVisit<RunSyntax>
{
    // What files and folders of a context have as a rule.
    private const int OfFile = 0x1A4; // 0644
    private const int OfFolder = 0x1ED; // 0755

    public void Visit(RunSyntax run, RuleContext context)
    {
        if (context.Index < 1 || !Shipping.IsShipped(context))
            return;
        var copies = CopiedFiles.Before(context);
        if (copies.IsEmpty)
            return;
        bool isUserNew = false;
        foreach ((Invocation command, string? folder) in WorkingFolder.Follow(context.ProgramsOf(run), context.State.Workdir))
        {
            // COPY can name no user that does not exist yet.
            isUserNew |= command.Program is "useradd" or "adduser" or "groupadd" or "addgroup" or "usermod";
            if (command.Program is not ("chmod" or "chown") || command.Operands is not [{ IsStatic: true } setting, _, ..] || command.Has("reference", "from"))
                continue;
            if (isUserNew && command.Program == "chown")
                continue;
            bool isRecursive = command.Has("R", "recursive");
            string?[] paths = [.. command.Operands.Skip(1).Select(word => WorkingFolder.Resolve(word.Text, folder))];
            if (!paths.All(path => path is not null && copies.Holds(path, isRecursive, context)))
                continue;
            string? value = FileModes.Of(command) is { } mode ? NumberOf(mode, isRecursive) : setting.Text;
            string flag = $"--{command.Program}={value}";
            context.Report(
                command.Span,
                $"'{paths[0]}' is in the image twice, before and after this; give {copies.Last.Keyword.ToUpperInvariant()} {(value is null ? "the mode as a number, with --chmod" : flag)}{(isRecursive ? " and leave out -R" : "")}",
                new RelatedLocation(copies.Last.KeywordSpan, "it is copied here"),
                isRecursive || value is null ? null : copies.FixOf(run, paths, flag, context));
        }
    }

    /// <summary>A mode as a number, which every builder understands; null where not all that is changed gets the same one.</summary>
    private static string? NumberOf(GivenMode mode, bool isRecursive)
    {
        if (mode.Text is [>= '0' and <= '9', ..])
            return mode.Text;
        return mode.AppliedTo(OfFile) is { } bits && (!isRecursive || mode.AppliedTo(OfFolder) == bits) ? Convert.ToString(bits, 8) : null;
    }
}
