using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

/// <summary>Scripts that an edit has left as they were are taken over from the version before.</summary>
public sealed class TakenOverTests
{
    [Theory]
    [InlineData("RUN a && b || ! c | d |& time e; f &")]
    [InlineData("RUN A=1 B+=2 C[3]=4 a 'b' \"c $d\" e\\f $'g' $\"h\" x{1,2} [a-z]*")]
    [InlineData("RUN a <b 2>c >&2 {d}<>e &>f <<<g")]
    [InlineData("RUN a $b ${c} ${#d} ${!e} ${f:-g} ${h[1]} $((1 + $i)) $(j) `k \\`l\\`` <(m) >(n)")]
    [InlineData("RUN if a; then b; elif c; then d; else e; fi >f; for g in h i; do j; done; select k; do l; done")]
    [InlineData("RUN while a; do b; done; until c; do d; done; for ((e=1; e<2; e++)); do f; done; ((g++))")]
    [InlineData("RUN case $a in b|c) d ;; (e) f ;& *) g ;;& esac; h() { i; }; function j (k); [[ -f l && ( m =~ n ) && o < p ]]; q=(r [s]=t); @(u|v)")]
    [InlineData("RUN a \\\n  # a comment\n  && b \\\n\n  c # d")]
    [InlineData("RUN <<EOF\na # b\ncat <<x\n$y\nx\nEOF")]
    [InlineData("RUN <<-EOF\n\ta\n\tb\n\tEOF")]
    [InlineData("RUN cat <<EOF && a\n$b `c`\nEOF")]
    [InlineData("RUN <<EOF\na")]
    [InlineData("RUN a && (b")]
    [InlineData("RUN a 'b")]
    [InlineData("CMD a $b")]
    [InlineData("ENTRYPOINT exec a")]
    [InlineData("HEALTHCHECK --interval=5s CMD a || exit 1")]
    [InlineData("ONBUILD RUN a && b")]
    public void They_are_what_would_be_read(string instruction)
    {
        string text = $"FROM a\n# c\n{instruction}\nUSER b\n{instruction}\n";
        AssertSame(text, text.Insert(text.IndexOf("# c", StringComparison.Ordinal), "ENV C=1\n\n"));
        AssertSame(text, text.Replace("# c\n", "", StringComparison.Ordinal));
        AssertSame(text, text + "RUN a\n");
        AssertSame(text, text.Replace("USER b", "USER c", StringComparison.Ordinal));
        AssertSame(text, "# escape=`\n" + text);
    }

    [Theory]
    [InlineData("FROM a\nRUN b\nRUN c\n", "FROM a\nENV x=1\nRUN b\nRUN c\n", 2)]
    [InlineData("FROM a\nRUN b\nRUN c\n", "FROM a\nRUN d\nRUN c\n", 1)]
    [InlineData("FROM a\nRUN b\nRUN c\n", "FROM a\nRUN b \\\nRUN c\n", 0)]
    [InlineData("FROM a\nRUN b\nRUN c\n", "# escape=`\nFROM a\nRUN b\nRUN c\n", 0)]
    [InlineData("FROM a\nONBUILD RUN b\nCMD c\n", "FROM bc\nONBUILD RUN b\nCMD c\n", 2)]
    public void Only_what_has_changed_is_read_again(string before, string after, int takenOver)
    {
        DockerfileSyntax earlier = DockerfileSyntax.Parse(before);
        foreach (ShellScriptSyntax script in ScriptChecks.ScriptsOf(earlier))
            _ = script.Text;
        string[] known = [.. ScriptChecks.ScriptsOf(earlier).Select(static script => script.Text)];
        Assert.Equal(takenOver, ScriptChecks.ScriptsOf(DockerfileSyntax.Parse(new SourceText(after), earlier)).Count(script => known.Any(text => ReferenceEquals(text, script.Text))));
    }

    private static void AssertSame(string before, string after)
    {
        var earlier = DockerfileSyntax.Parse(before);
        _ = ScriptChecks.ScriptsOf(earlier).Count();
        ScriptChecks.AreThoseOf(DockerfileSyntax.Parse(after), DockerfileSyntax.Parse(new SourceText(after), earlier));
    }
}
