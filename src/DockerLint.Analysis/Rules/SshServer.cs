using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// A container has <c>docker exec</c>. A server for logins needs keys or passwords that must be kept somewhere, and
/// updates of its own. The first sign of it in an image is reported.
/// </summary>
internal sealed class SshServer() : Rule(
    new("DK5009", "SshServer", Severity.Warning, Category.Security, Profiles.None, "The image holds an SSH server.")),
    IVisit<DockerfileModel>
{
    public void Visit(DockerfileModel file, RuleContext context)
    {
        foreach (Stage stage in file.Images())
        {
            for (int index = 0; index < stage.Instructions.Length; index++)
            {
                InstructionSyntax instruction = stage.Instructions[index];
                if (SignIn(instruction, stage.States[index], context) is not { } sign)
                    continue;
                context.ReportFor(instruction, sign, "this is for an SSH server, which opens the container to logins; use docker exec, or kubectl exec");
                break;
            }
        }
    }

    private static TextSpan? SignIn(InstructionSyntax instruction, StageState before, RuleContext context)
    {
        switch (instruction)
        {
            case RunSyntax run:
                foreach (Invocation command in context.ProgramsOf(run, before))
                {
                    foreach (CommandWord package in SystemPackages.InstalledBy(command))
                    {
                        if (SystemPackages.NameOf(package) is "openssh-server" or "dropbear")
                            return package.Span;
                    }
                }

                return null;
            case CmdSyntax or EntrypointSyntax:
                return instruction.Arguments.FirstOrDefault(static word => word.Text.Contains("sshd", StringComparison.Ordinal) && word.Text.Split(' ').Any(IsServer))?.Span;
            case ExposeSyntax expose:
                return Ports.Of(expose, context.Model).Where(static port => port.Port.Ports is { First: 22, Last: 22 }).Select(static port => (TextSpan?)port.Word.Span).FirstOrDefault();
            default:
                return null;
        }
    }

    private static bool IsServer(string word) => word is "sshd" || word.EndsWith("/sshd", StringComparison.Ordinal);
}
