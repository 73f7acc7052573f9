using System.Collections.Immutable;
using System.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules.Shell;

/// <summary>
/// <c>rm -r "$x/"</c> removes all there is when the variable is empty. Reported where the path would be the root or
/// one of its standard folders then; not with <c>${x:?}</c> or a default.
/// </summary>
internal sealed class RemovesRoot() : ShellCommandRule(
    "SC2115", "RemovesRoot", Severity.Warning, Category.Correctness, "A recursive rm would remove the root or a system folder if a variable were empty.", "rm", "command")
{
    protected override bool ConcernsFolders => true;

    protected override void Check(ShellSimpleCommandSyntax node, ShellSite site, ShellScript script, RuleContext context)
    {
        if (Removed(node) is not { } arguments || !arguments.Any(IsRecursive))
            return;
        foreach (ShellWordSyntax argument in arguments)
        {
            if (argument.Literal is null && PathWhenEmpty(argument.Parts) is { } path && IsSystemFolder(path))
                context.Report(argument.Span, $"this removes {path} when the expansion is empty; write \"${{name:?}}\" so that it fails instead");
        }
    }

    private static IEnumerable<ShellWordSyntax>? Removed(ShellSimpleCommandSyntax command) => ShellCommand.NameOf(command) switch
    {
        "rm" => command.Arguments,
        "command" when command.Arguments is [{ Literal: "rm" }, ..] => command.Arguments.Skip(1),
        _ => null,
    };

    private static bool IsRecursive(ShellWordSyntax argument) => argument.Literal is { } option
        && (option == "--recursive" || (option is ['-', not '-', ..] && option.AsSpan().ContainsAny('r', 'R')));

    /// <summary>The path, expansions left out; null where something stands in for an empty one, or more than a path is in it.</summary>
    private static string? PathWhenEmpty(ImmutableArray<ShellWordPart> parts)
    {
        var path = new StringBuilder();
        return Append(parts, path) ? path.ToString() : null;
    }

    private static bool Append(ImmutableArray<ShellWordPart> parts, StringBuilder path)
    {
        foreach (ShellWordPart part in parts)
        {
            switch (part)
            {
                case ShellDoubleQuotedSyntax quoted:
                    if (!Append(quoted.Parts, path))
                        return false;
                    break;
                case ShellLiteralSyntax:
                    foreach (char c in part.Characters)
                    {
                        if (c != '/' || path is not [.., '/'])
                            path.Append(c);
                    }

                    break;
                case ShellParameterExpansionSyntax { Operator: not ("" or ":" or "#" or "##" or "%" or "%%" or "/" or "//" or "/#" or "/%" or ":+" or "+" or "^" or "^^" or "," or ",,") }:
                    return false;
                case ShellParameterExpansionSyntax or ShellCommandSubstitutionSyntax:
                    break;
                default:
                    return false;
            }
        }

        return true;
    }

    private static bool IsSystemFolder(string path)
    {
        if (path is not ['/', ..])
            return false;
        return path.AsSpan().TrimEnd("/*") is "" or "/bin" or "/boot" or "/dev" or "/etc" or "/home" or "/lib" or "/lib64"
            or "/media" or "/mnt" or "/usr" or "/usr/bin" or "/usr/local" or "/usr/share" or "/var"
            && !path.EndsWith("**", StringComparison.Ordinal)
            && (path is not [.., not '/', '*']);
    }
}
