using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>The key of a host is all that tells it from whoever answers in its place; git fetches over SSH rely on it.</summary>
internal sealed class HostKeyCheckDisabled() : Rule(
    new("DK5016", "HostKeyCheckDisabled", Severity.Warning, Category.Security, Profiles.Recommended, "SSH connects to hosts whatever their key.")),
    IVisit<InstructionSyntax>
{
    private static readonly AnyCaseText s_setting = new("StrictHostKeyChecking");

    public void Visit(InstructionSyntax instruction, RuleContext context)
    {
        if ((instruction.Nested ?? instruction) is not (RunSyntax or EnvSyntax or TransferSyntax))
            return;
        foreach (TextSpan name in InstructionText.Find(instruction, s_setting, context))
        {
            ReadOnlySpan<char> rest = context.Source.Value.AsSpan(name.End, instruction.Extent.End - name.End);
            ReadOnlySpan<char> value = rest.TrimStart(" =\t\"'");
            if (value.StartsWith("no", StringComparison.OrdinalIgnoreCase) && (value.Length == 2 || !char.IsAsciiLetter(value[2])))
            {
                context.Report(
                    TextSpan.Between(name.Start, name.End + rest.Length - value.Length + 2),
                    "SSH takes any host for the right one; put the host's key into known_hosts");
            }
        }
    }
}
