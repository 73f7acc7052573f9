using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Fixes;

/// <summary>What becomes of texts.</summary>
internal static class Fixed
{
    /// <summary>A text after the fixes of one rule.</summary>
    public static string By(string code, string text, FixSafety safety = FixSafety.Unsafe, FactSet? facts = null) =>
        Fixer.Apply(NewRules.Linter(Findings.Only(code)), new SourceText(text), safety, facts: facts).Text.Value;

    /// <summary>Fails where the fixes of a rule make another text; with Windows' line ends they must make the same.</summary>
    /// <param name="code">The rule.</param>
    /// <param name="before">The text.</param>
    /// <param name="after">What is expected; null where nothing is to be changed.</param>
    /// <param name="safety">Which fixes are made.</param>
    public static void Makes(string code, string before, string? after, FixSafety safety = FixSafety.Unsafe)
    {
        after ??= before;
        Assert.Equal(after, By(code, before, safety));
        Assert.Equal(after.ReplaceLineEndings("\r\n"), By(code, before.ReplaceLineEndings("\r\n"), safety));
        Assert.Equal(after, By(code, after, safety));
    }

    /// <summary><see cref="Makes"/>, where both texts stand below another one.</summary>
    public static void MakesBelow(string above, string code, string before, string? after, FixSafety safety = FixSafety.Unsafe) =>
        Makes(code, above + before, after is null ? null : above + after, safety);
}
