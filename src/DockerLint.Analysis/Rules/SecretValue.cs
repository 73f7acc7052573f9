using DockerLint.Analysis.Secrets;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// What a line of the file says stays in the image, its history and the repository. Found are tokens and keys that
/// can be told by how they are written, wherever they stand, and values of variables whose name calls them secret.
/// </summary>
internal sealed class SecretValue() : Rule(
    new("DK5002", "SecretValue", Severity.Error, Category.Security, Profiles.Recommended, "A secret is written in the file.") { Supersedes = ["DK1012", "DL3064"] }),
    IVisit<InstructionSyntax>, IVisit<ShellScript>
{
    private const string Advice = "which stays in the image and its history; revoke it, and pass another one with RUN --mount=type=secret";

    public void Visit(InstructionSyntax instruction, RuleContext context)
    {
        var part = TextSpan.Between(instruction.Span.Start, instruction.Extent.End);
        IReadOnlyList<SecretMatch> found = SecretShapes.In(context.Source.Value, part);
        foreach (SecretMatch match in found)
            context.Report(match.Span, $"this looks like {match.Kind}, {Advice}", NameAround(instruction, match.Span));

        if (found.Count > 0 || (instruction.Nested ?? instruction) is not KeyValuesSyntax pairs || pairs is LabelSyntax)
            return;
        foreach (KeyValueSyntax pair in pairs.Pairs)
        {
            if (pair.Value is { HasVariables: false } value)
                Report(context.Model.ValueOf(pair.Name), pair.Name.Span, context.Model.ValueOf(value), value.Span, context);
        }
    }

    public void Visit(ShellScript script, RuleContext context)
    {
        foreach (ShellSite site in script.All<ShellAssignmentSyntax>())
        {
            var assignment = (ShellAssignmentSyntax)site.Node;
            if (SecretInVariableName.IsForSecret(assignment.Name) && assignment.Value.Literal is { } value && SecretShapes.In(value, new TextSpan(0, value.Length)).Count == 0)
                Report(assignment.Name, assignment.Span, value, assignment.Value.Span, context);
        }
    }

    private static void Report(string name, TextSpan nameSpan, string value, TextSpan span, RuleContext context)
    {
        if (SecretInVariableName.IsForSecret(name) && !Placeholders.IsValue(value))
            context.Report(span, $"'{name}' is given a value here, {Advice}", new RelatedLocation(nameSpan, "the name says that it is secret"));
    }

    private static RelatedLocation? NameAround(InstructionSyntax instruction, TextSpan secret) =>
        ((instruction.Nested ?? instruction) as KeyValuesSyntax)?.PairAt(secret.Start) is { } pair && pair.Span.Contains(secret)
            ? new RelatedLocation(pair.Name.Span, "the variable that holds it")
            : null;
}
