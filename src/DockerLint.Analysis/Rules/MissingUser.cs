using System.Buffers;
using DockerLint.Analysis.Facts;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Without USER, what the base image sets holds, which is root for those that are known here; of others nothing is
/// said. Judged is the stage that is built, where it has a command of its own; not where the file brings a program
/// that gives up root.
/// </summary>
internal sealed class MissingUser() : Rule(
    new("DK5001", "MissingUser", Severity.Info, Category.Security, Profiles.None, "The image runs as root, since nothing sets a user.")),
    IVisit<DockerfileModel>
{
    private static readonly string[] s_givesUpRoot =
        ["gosu", "su-exec", "setpriv", "runuser", "s6-setuidgid", "s6-overlay", "chpst", "fixuid", "dockerd", "sshd", "systemd", "nginx", "httpd", "apache2", "php-fpm", "supervisord", "cron", "crond"];

    private static readonly SearchValues<char> s_initials = SearchValues.Create([.. s_givesUpRoot.Select(static program => program[0])]);

    public void Visit(DockerfileModel file, RuleContext context)
    {
        foreach (Stage stage in file.Stages.Where(static stage => stage.IsTarget))
        {
            StageState end = stage.End;
            Stage[] chain = [.. stage.Chain()];
            if (end.User is not null || (end.Cmd ?? (CommandSyntax?)end.Entrypoint) is null || !RunsAsRoot(chain[^1]) || chain.Any(part => GivesUpRoot(part, context)))
                continue;
            string image = chain[^1].IsFromScratch ? "scratch" : chain[^1].BaseImage!.Reference!.Name;
            context.ReportFor(stage.From!, stage.From!.Image!.Span, $"nothing sets a user, and '{image}' leaves it at root; end with a USER that has fewer rights");
        }
    }

    private static bool RunsAsRoot(Stage root) =>
        root.IsFromScratch || (root.BaseImage?.Reference is { } image && KnownImages.RunsAsRoot(image));

    private static bool GivesUpRoot(Stage stage, RuleContext context)
    {
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            bool isNamed = stage.Instructions[index] switch
            {
                RunSyntax run => context.ProgramsOf(run, stage.States[index]).Any(static command => command.Words.Any(static word => IsNamed(word.Characters))),
                CommandSyntax command and (CmdSyntax or EntrypointSyntax) => command.Arguments.Any(static word => word.Text.Split(' ').Any(static part => IsNamed(part))),
                TransferSyntax transfer => transfer.Arguments.Any(static word => IsNamed(word.Text)),
                _ => false,
            };
            if (isNamed)
                return true;
        }

        return false;
    }

    /// <summary>Whether a word names one of the programs, with its folder or in quotes perhaps.</summary>
    private static bool IsNamed(ReadOnlySpan<char> word)
    {
        for (int start = 0; start < word.Length;)
        {
            ReadOnlySpan<char> rest = word[start..];
            if (s_initials.Contains(rest[0]))
            {
                foreach (string program in s_givesUpRoot)
                {
                    if (rest.StartsWith(program)
                        && (rest.Length == program.Length || !char.IsAsciiLetterOrDigit(rest[program.Length]))
                        && rest.LastIndexOf(program) == 0)
                    {
                        return true;
                    }
                }
            }

            int length = rest.IndexOfAny('/', '"', '\'');
            start = length < 0 ? word.Length : start + length + 1;
        }

        return false;
    }
}
