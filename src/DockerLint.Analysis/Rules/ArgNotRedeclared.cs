using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// An ARG before the first FROM is for FROM alone, and so are the arguments that every build has, such as TARGETARCH: in
/// a stage they are empty until it declares them too. An official image sets the variable of its own version.
/// </summary>
internal sealed class ArgNotRedeclared() : Rule(
    new("DK1023", "ArgNotRedeclared", Severity.Warning, Category.Correctness, Profiles.Recommended, "A stage uses an argument that only FROM can see.")
    {
        Supersedes = ["DK1008", "SC2154"],
        Fix = FixSafety.Unsafe,
    }),
    IVisit<ExpandedText>,
    IVisit<ShellScript>
{
    public void Visit(ExpandedText text, RuleContext context)
    {
        foreach ((string name, TextSpan span) in Unset.In(text))
            Check(name, span, text.Stage!, text.Stage!.IndexOf(text.Instruction), context);
    }

    public void Visit(ShellScript script, RuleContext context)
    {
        foreach ((string name, TextSpan span) in script.Unset)
            Check(name, span, context.Stage, context.Index, context);
    }

    private static void Check(string name, TextSpan span, Stage stage, int index, RuleContext context)
    {
        if (stage.From is null
            || context.Model.Preamble.Scope.Find(name, int.MaxValue) is not { } variable
            || variable is { Origin: VariableOrigin.BaseImage }
            || Unset.SetAfter(name, stage, index) is not null
            || IsSetByImage(name, stage))
        {
            return;
        }

        RelatedLocation? related = variable.Declaration is { } declaration ? new RelatedLocation(declaration.Span, "only FROM sees this") : null;
        context.Report(span, $"'{name}' is empty in this stage, since only FROM sees arguments from outside; declare it with ARG {name}", related, FixOf(name, stage.From, context.Source));
    }

    private static bool IsSetByImage(string name, Stage stage) =>
        stage.Root.BaseImage?.Reference is { } image && name.Equals($"{image.Name[(image.Name.LastIndexOf('/') + 1)..]}_VERSION", StringComparison.OrdinalIgnoreCase);

    private static Fix FixOf(string name, FromSyntax from, SourceText source) => new(
        $"Declare ARG {name}",
        IsSafe: false,
        [new TextEdit(new TextSpan(from.Extent.End, 0), $"{(source.Value.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n")}ARG {name}")]);
}
