using DockerLint.Analysis.Commands;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The signature says that a package comes from the distribution; mirrors and networks do not. Nothing is said where
/// the same RUN holds something against a checksum or a signature, and of a source of apt that is a folder of the image.
/// </summary>
internal sealed class UnauthenticatedPackages() : Rule(
    new("DK5011", "UnauthenticatedPackages", Severity.Warning, Category.Security, Profiles.Recommended, "Packages are installed without a check of their signatures.") { VisitsOnbuild = true }),
    IVisit<RunSyntax>
{
    /// <summary>Settings of sources, wherever a RUN writes them.</summary>
    private static readonly AnyCaseText[] s_settings = [new("trusted=yes"), new("gpgcheck=0")];

    public void Visit(RunSyntax run, RuleContext context)
    {
        if (Downloads.AreChecked(context.ProgramsOf(run)))
            return;
        HashSet<TextSpan>? found = null;
        foreach (Invocation command in context.ProgramsOf(run))
        {
            foreach (CommandWord word in SignatureSwitches.In(command))
            {
                if ((found ??= []).Add(word.Span))
                    context.Report(word.Span, $"'{word.Text}' installs what anybody may have made; add the key of the source, and leave this out");
            }
        }

        foreach (AnyCaseText setting in s_settings)
        {
            foreach (TextSpan span in InstructionText.Find(run, setting, context))
            {
                // repo_gpgcheck is about the list of packages alone.
                if (context.Source.Value[span.Start - 1] != '_' && !IsOfLocal(context.Source.Value.AsSpan(span.End)) && found?.Any(word => word.Contains(span)) is not true)
                    context.Report(span, $"with '{setting}' packages of this source may be anybody's; add the key of the source instead");
            }
        }
    }

    /// <summary>Whether the options of a source of apt are followed by a folder instead of an address.</summary>
    private static bool IsOfLocal(ReadOnlySpan<char> rest)
    {
        int end = rest.IndexOfAny(']', '\n');
        if (end < 0 || rest[end] == '\n')
            return false;
        ReadOnlySpan<char> address = rest[(end + 1)..].TrimStart(' ');
        return address.StartsWith("file:", StringComparison.Ordinal) || address.StartsWith("copy:", StringComparison.Ordinal);
    }
}
