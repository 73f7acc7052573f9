using DockerLint.Analysis.Facts;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// Known from the image that was built: a file of any layer that holds a key or a token, also where a later layer removes it.
/// Keys that programs bring for their own tests are passed over.
/// </summary>
internal sealed class SecretInLayer() : Rule(
    new("DK5019", "SecretInLayer", Severity.Error, Category.Security, Profiles.Recommended, "A layer of the built image holds a secret.") { IsConditional = true }),
    IVisit<DockerfileModel>
{
    private static readonly string[] s_programs =
        ["/usr/lib/", "/usr/share/", "/usr/local/lib/", "/usr/local/share/", "/usr/local/go/", "/node_modules/", "/site-packages/", "/go/pkg/", "/testdata/", "/test/", "/tests/"];

    public void Visit(DockerfileModel file, RuleContext context)
    {
        foreach (BuiltLayer layer in context.Facts.Built?.Layers ?? [])
        {
            if (BuiltSteps.At(layer.Place, context) is not { } instruction)
                continue;
            foreach (BuiltFile found in layer.Files)
            {
                if (found.Secret is { } kind && !Array.Exists(s_programs, part => found.Path.Contains(part, StringComparison.Ordinal)))
                    context.ReportFor(instruction, instruction.KeywordSpan, $"'{found.Path}' in this layer holds {kind}, and whoever has the image can read it; revoke it, and pass another one with RUN --mount=type=secret");
            }
        }
    }
}
