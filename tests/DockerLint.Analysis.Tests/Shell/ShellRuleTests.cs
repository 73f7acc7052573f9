namespace DockerLint.Analysis.Tests.Shell;

/// <summary>The other findings under ShellCheck's numbers; empty: nothing is reported.</summary>
public sealed class ShellRuleTests
{
    [Theory]
    [InlineData("SC2155", "export x=$(a)", "x")]
    [InlineData("SC2155", "export x=\"b$(a)\" y=1 z=`c`; readonly w=$(a)", "x | z | w")]
    [InlineData("SC2155", "f() { local x y=$(a); }", "y")]
    [InlineData("SC2155", "export x=${y:-$(a)} z=$((1 + $(b))) \"w=$(a)\" $(c) v; local -r u=$(a); t=$(a)", "")]
    [InlineData("SC2006", "x=`a`; echo \"`b`\"", "`a` | `b`")]
    [InlineData("SC2006", "echo '`a`' \\`b\\` $(c) `` ` `", "")]
    [InlineData("SC2164", "cd a; b && cd c; pushd d", "cd a | cd c | pushd d")]
    [InlineData("SC2164", "if a; then cd b; fi; x=$(cd c; d)", "cd b | cd c")]
    [InlineData("SC2164", "command cd a", "command cd a")]
    [InlineData("SC2164", "cd a && b; cd c || exit; if cd d; then e; fi; while cd ..; do f; done", "")]
    [InlineData("SC2164", "cd ..; cd /; cd ../..; { cd a; b; } || exit; pushd -n a", "")]
    [InlineData("SC2164", "set -e; cd a", "")]
    [InlineData("SC2164", "set -eux; cd a", "")]
    [InlineData("SC2164", "set -o errexit; cd a", "")]
    [InlineData("SC2164", "set -x; cd a; b", "cd a")]
    [InlineData("SC2028", "echo \"a\\nb\" 'c\\td' \"e\\033[0m\" foo\\\\n", "\"a\\nb\" | 'c\\td' | \"e\\033[0m\" | foo\\\\n")]
    [InlineData("SC2028", "echo -e \"a\\nb\"; echo a\\nb; printf 'a\\n'; echo 'a\\sb' \"c\\d\" \"\\$x\"; echo $'a\\nb'", "")]
    [InlineData("SC2251", "set -e; ! a; b", "!")]
    [InlineData("SC2251", "set -e; if a; then ! b; fi; c", "!")]
    [InlineData("SC2251", "set -e; a; ! b", "")]
    [InlineData("SC2251", "set -e; ! a && b; c || ! d; if ! e; then f; fi; ( ! g ); x=$(! h); i", "")]
    [InlineData("SC2251", "! a; b", "")]
    [InlineData("SC2035", "rm *; cp -r *.a ?b c", "* | *.a | ?b")]
    [InlineData("SC2035", "rm -- *; rm ./* a/* \"*\" \\*; echo *; printf '%s' *; [ -f * ]; for i in *; do a; done; case * in *) ;; esac; x=*", "")]
    [InlineData("SC2016", "echo '$x' '${y}' '$(z)' '`a`' a'$1'b", "'$x' | '${y}' | '$(z)' | '`a`' | '$1'")]
    [InlineData("SC2016", "x='$y'; sed 's/$foo/bar/'", "'$y' | 's/$foo/bar/'")]
    [InlineData("SC2016", "echo '$' 'a$' '$ x' '$?' '`' \"'$x'\"", "")]
    [InlineData("SC2016", "awk '{print $1}'; perl -e '$x'; trap '$x' EXIT; sh -c '$x'; /bin/bash -c '$x'; eval '$x'; sudo a '$x'; exec sh -c '$x'", "")]
    [InlineData("SC2016", "find . -exec sh -c 'a $1' {} \\;; jq '$x'; sed -e 's/a$/b/' -e '$d' -e '$ a b'; dpkg-query -f '${Package}'; PS1='$x'; export PS4='$y'", "")]
    [InlineData("SC2016", "cat <<'EOF'\n$x\nEOF", "")]
    [InlineData("SC2059", "printf \"$x\"; printf \"a $y\\n\" b; printf -v z \"$(a)\"; printf -- $w", "\"$x\" | \"a $y\\n\" | \"$(a)\" | $w")]
    [InlineData("SC2059", "printf '%s' \"$x\"; printf \"$x%s\" y; printf 'a\\n'; printf -v y '%s' \"$x\"", "")]
    [InlineData("SC2043", "for i in a; do b; done; for i in \"a b\"; do c; done; for i in \"$x\"/y; do d; done", "a | \"a b\" | \"$x\"/y")]
    [InlineData("SC2043", "for i in a b; do c; done; for i in $x; do d; done; for i in *; do e; done; for i in $(f); do g; done; for i; do h; done", "")]
    [InlineData("SC2043", "for i in \"$x\"; do a; done; for i in \"$@\"; do b; done; for i in {c,d}; do e; done; for i in a,b; do f; done; for i in 'a'; do g; done", "")]
    [InlineData("SC2102", "pip install a[standard] b[aa]c", "[standard] | [aa]")]
    [InlineData("SC2102", "pip install 'a[standard]'; ls [a-zA-Z] [0-9][0-9]* [[:alpha:]] [ab] a[1]; tr [aa] b; [ $x = y ]", "")]
    [InlineData("SC1001", "echo \\d a\\/b \\_", "\\d | \\/ | \\_")]
    [InlineData("SC1001", "echo \\. \\$x \\\" \\; \\* \\  \"\\d\" '\\d' \\n; \\ls; find . \\! -name \\( \\{ a", "")]
    [InlineData("SC1012", "echo \\n a\\tb", "\\n | \\t")]
    [InlineData("SC1012", "echo \"\\n\" '\\t' \\d", "")]
    [InlineData("SC2115", "rm -rf \"$x/\" $y/* \"$z\"/usr /$w \"$a/$b\"", "\"$x/\" | $y/* | \"$z\"/usr | /$w | \"$a/$b\"")]
    [InlineData("SC2115", "rm -rf \"$x\" \"$x/foo\" \"${x:?}\"/* \"${x:-a}/\" ./$x/ \"$x\"/.* /a/$x \"$x/lib/b\" /usr*$x; rm \"$x/\"; ls -r \"$x/\"", "")]
    [InlineData("SC2012", "ls -l | wc -l; a | ls | b", "ls -l | ls")]
    [InlineData("SC2012", "ls | grep a; ls | xargs b; ls > c; ls && d; e | ls", "")]
    [InlineData("SC2010", "ls -1 | grep a; ls | wc", "ls -1")]
    [InlineData("SC2038", "find . -name a | xargs rm", "find . -name a")]
    [InlineData("SC2038", "find . -print0 | xargs -0 rm; find . | xargs -r0 rm; find . | sort | xargs rm; find . -printf x | xargs a", "")]
    [InlineData("SC2034", "x=1; y=2; y=3; echo a", "x | y")]
    [InlineData("SC2034", "for i in a b; do c; done; read -r -p d e", "i | e")]
    [InlineData("SC2034", "x=1; echo \"$x\"; export y=1; z=1; export z; w=1 a; PATH=b; IFS=; _v=1; i=0; a=$((i + 1)); b=$a; : $b", "")]
    [InlineData("SC2034", "x=1; trap 'rm $x' EXIT; while read -r _ y; do echo \"$y\"; done; z=1; cat <<EOF\n$z\nEOF", "")]
    [InlineData("SC2034", "[ -v x ]; x=1; y=a; y+=b; z=1; echo ${z:-1}", "")]
    [InlineData("SC2154", "echo $foo \"${bar%x}\" $foo", "$foo | ${bar%x}")]
    [InlineData("SC2154", "x=1 a; echo \"$x\" $((y + 1))", "$x | y")]
    [InlineData("SC2154", "echo $FOO ${x:-a} ${y+b} ${z:?} $1 $? '$w' \\$v \"${#}\"", "")]
    [InlineData("SC2154", ": \"${x:?}\" ${y?a}; echo $x $y $z", "$z")]
    [InlineData("SC2154", "x=1; read -r y; for z in a; do echo $x $y $z; done; printf -v w a; echo $w; [ -n \"$v\" ] && echo $v", "")]
    [InlineData("SC2154", "echo $http_proxy; : ${x:=1}; echo $x; if [ -z \"$y\" ]; then y=1; fi; echo $y", "")]
    [InlineData("SC2283", "x = a; y =b; chmod =2775 c", "= | =b")]
    [InlineData("SC2283", "x=a; [ = a ]; export x = a; a b = c; d \"=\" e; test x = y; f == g", "")]
    [InlineData("SC2215", "-f a; b && --foo=c", "-f | --foo=c")]
    [InlineData("SC2215", "'-f' a; +b; c -d", "")]
    [InlineData("SC2268", "[ \"x$a\" = \"xb\" ] && [ x$a == x ] && test xb = \"x$a\"", "\"x$a\" | x$a | xb")]
    [InlineData("SC2268", "[ \"$a\" = b ]; [ \"x$a\" = b ]; [ \"x$a\" -eq \"x1\" ]; [ xa ]; xa = xb", "")]
    [InlineData("SC2288", "...; a,; 'b ' c; d]", "... | a, | 'b ' | d]")]
    [InlineData("SC2288", ". a; b:; c/; [ d ]; e; ./f; :; g! h@; [ i ]", "")]
    [InlineData("SC2061", "find . -name *.a -o -iname b?", "*.a | b?")]
    [InlineData("SC2061", "find . -name '*.a' -path \"*\"; find *; ls -name *.a", "")]
    [InlineData("SC2166", "[ a -a b ] || [ c = d -o e ]", "-a | -o")]
    [InlineData("SC2166", "[ -a b ]; [ c ] && [ d ]; ls -a -o e", "")]
    [InlineData("SC2227", "find . -exec a > b \\;", "> b")]
    [InlineData("SC2227", "find . -exec a \\; > b; find . > c", "")]
    [InlineData("SC2226", "ln -s a", "ln -s a")]
    [InlineData("SC2226", "ln -s a b; ln $x; ln -t a b; ln a*", "")]
    [InlineData("SC2308", "expr substr a 1 2", "substr")]
    [InlineData("SC2308", "expr 1 + 1; expr a : b", "")]
    [InlineData("SC2162", "read x; while read -p a y; do b; done", "read | read")]
    [InlineData("SC2162", "read -r x; read -er y", "")]
    [InlineData("SC1010", "echo done; a then", "done | then")]
    [InlineData("SC1010", "if a; then b; fi; for i in c; do d; done; echo 'done'", "")]
    public void A_script_for_sh(string code, string script, string expected) => Assert.Equal(expected, ShellFindings.Of(code, script));

    [Theory]
    [InlineData("SC3037", "echo -e a; /bin/echo -n b", "-e | -n")]
    [InlineData("SC3037", "echo a -e; echo -x; echo -- a; echo -e\"$x\"", "")]
    [InlineData("SC3009", "mkdir {a,b} c{1..3}/d; x={e,f}", "{a,b} | {1..3} | {e,f}")]
    [InlineData("SC3009", "echo '{a,b}' \"{a,b}\" {} ${x} \\{a,b\\}; { a; }; find . -exec b {} +", "")]
    [InlineData("SC3046", "source a; command source b; . c", "source a | command source b")]
    [InlineData("SC3050", "printf '%q' a; printf '%s' %q", "'%q'")]
    [InlineData("SC3001", "a <(b) > >(c); d < <(e)", "<(b) | >(c) | <(e)")]
    [InlineData("SC3057", "echo \"${x:1:2}\" \"${y: -1}\" \"${z:-1}\"", "${x:1:2} | ${y: -1}")]
    [InlineData("SC3060", "echo \"${x/a/b}\" \"${y//a}\" \"${z%/}\"", "${x/a/b} | ${y//a}")]
    [InlineData("SC3020", "a &> b; c > d 2>&1; e >&2", "&> b")]
    [InlineData("SC3010", "[[ -f a ]] && [ -f b ]", "[[ -f a ]]")]
    [InlineData("SC3014", "[ a == b ]; [ a = b ]", "==")]
    [InlineData("SC3043", "f() { local x=1; }", "local x=1")]
    public void What_only_Bash_has_is_reported_for_sh_and_not_for_Bash(string code, string script, string expected)
    {
        Assert.Equal(expected, ShellFindings.Of(code, script));
        Assert.Equal("", ShellFindings.Of(code, script, "bash"));
    }

    [Theory]
    [InlineData("SC3009", "mkdir {a,b}", "{a,b}")]
    [InlineData("SC3037", "echo -n a", "")]
    [InlineData("SC3036", "echo -n a; echo -e b", "-e")]
    [InlineData("SC3043", "f() { local x; }", "")]
    [InlineData("SC2028", "echo 'a\\nb'", "")]
    public void Ash_is_dash(string code, string script, string expected) => Assert.Equal(expected, ShellFindings.Of(code, script, "ash"));

    [Fact]
    public void A_SHELL_that_ends_on_errors_counts_as_set_e() => Assert.Equal(
        "",
        ShellFindings.In("SC2164", new("FROM a:1\nSHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN cd a\n")));

    [Theory]
    [InlineData("#!/bin/bash", "")]
    [InlineData("#!/usr/bin/env bash", "")]
    [InlineData("#!/bin/bash -e", "")]
    [InlineData("#!/bin/sh", "{a,b}")]
    [InlineData("#!/usr/bin/env python3", "")]
    public void The_first_line_of_a_here_document_names_the_shell(string line, string expected) => Assert.Equal(
        expected, ShellFindings.In("SC3009", new($"FROM a:1\nRUN <<EOF\n{line}\necho {{a,b}}\nEOF\n")));

    [Theory]
    [InlineData("for i in 1 2; do a && break; done", "call it _")]
    [InlineData("i=1", "leave it out")]
    public void The_advice_on_a_variable_that_nothing_uses_can_be_followed(string script, string part) =>
        Assert.Contains(part, Findings.MessageOf("SC2034", $"FROM a:1\nRUN {script}\n"), StringComparison.Ordinal);

    [Fact]
    public void A_script_that_cannot_be_read_has_no_findings() => Assert.Equal("", ShellFindings.Of("SC2086", "echo $x; if a; then"));

    [Fact]
    public void A_finding_stands_on_its_own_line_and_column()
    {
        var source = new Syntax.Text.SourceText("FROM a:1\nRUN b \\\n  && rm $x\n");
        Diagnostic finding = Assert.Single(
            new Analysis.Engine.Linter().Lint(source), static finding => finding.Rule.Code == "SC2086");
        Assert.Equal("3:9", source.PositionOf(finding.Span.Start).ToString());
    }

    [Theory]
    [InlineData("RUN rm $x `a`\n", "SC2006")]
    [InlineData("RUN rm `a` $x\n", "SC2086")]
    [InlineData("RUN rm `a` \\\n  $x\nRUN cd b\n", "SC2086 SC2164")]
    public void Hadolint_reports_the_last_finding_of_a_RUN_alone(string runs, string expected) => Assert.Equal(
        expected,
        string.Join(' ', new Analysis.Engine.Linter(new Configuration.LintOptions { Profile = Profiles.Hadolint })
            .Lint(new Syntax.Text.SourceText($"FROM a:1\n{runs}"))
            .Where(static finding => finding.Rule.IsShellCheck)
            .Select(static finding => finding.Rule.Code)));

    [Theory]
    [InlineData("RUN a=`b c`\n", "RUN a=$(b c)\n")]
    [InlineData("RUN a=`b \\`c\\``\n", "RUN a=`b \\`c\\``\n")]
    public void Backquotes_are_rewritten_where_nothing_in_them_is_escaped(string text, string expected) => Assert.Equal(
        $"FROM a:1\n{expected}",
        Analysis.Engine.Fixer.Apply(new Analysis.Engine.Linter(), new Syntax.Text.SourceText($"FROM a:1\n{text}"), FixSafety.Safe).Text.Value);
}
