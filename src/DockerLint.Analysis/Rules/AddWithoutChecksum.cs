using DockerLint.Analysis.Commands;
using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// What the address gives may change, and nothing notices. Nothing is said where a later RUN of the stage holds a file
/// against a checksum or a signature, nor of an address that is meant to give another file tomorrow, such as that of a
/// branch: a checksum would fail the build then.
/// </summary>
internal sealed class AddWithoutChecksum() : Rule(
    new("DK5006", "AddWithoutChecksum", Severity.Info, Category.Security, Profiles.None, "ADD downloads a file without a checksum.")),
    IVisit<Stage>
{
    private static readonly string[] s_moving =
        ["/master/", "/master.", "/main/", "/main.", "/develop/", "/trunk/", "/head/", "/heads/", "/latest", "-latest", "_latest", "/nightly", "/stable", "://api.", "/api/"];

    public void Visit(Stage stage, RuleContext context)
    {
        if (stage.After(InstructionKind.Add, -1) is null)
            return;
        for (int index = stage.Instructions.Length - 1; index >= 0; index--)
        {
            if (stage.Instructions[index] is AddSyntax add)
                Check(add, context);
            else if (stage.Instructions[index] is RunSyntax run && Downloads.AreChecked(context.ProgramsOf(run, stage.States[index])))
                return;
        }
    }

    private static void Check(AddSyntax add, RuleContext context)
    {
        if (add.Flag("checksum") is not null || add.Sources.Length > 1)
            return;
        if (add.Sources.FirstOrDefault(source => IsFixed(context.Model.ValueOf(source))) is { } source)
            context.ReportFor(add, source.Span, "nothing notices when this address gives another file; add --checksum=sha256:…");
    }

    private static bool IsFixed(string address) =>
        CopySource.KindOf(address) == SourceKind.Http
        && !s_moving.Any(part => address.Contains(part, StringComparison.OrdinalIgnoreCase));
}
