using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Shell;

/// <summary>SC2086 and SC2046: expansions that are split into words.</summary>
public sealed class SplittingTests
{
    [Theory]
    [InlineData("rm $x", "$x")]
    [InlineData("rm ${x} a$y/b", "${x} | $y")]
    [InlineData("cat < $x > $y/out", "$x | $y")]
    [InlineData("[ -n $x ] && [ $y = 1 ]", "$x | $y")]
    [InlineData("echo ${x:-foo} ${x%/} $1 $0 $*", "${x:-foo} | ${x%/} | $1 | $0 | $*")]
    [InlineData("echo \"$(cat $x)\"", "$x")]
    [InlineData("$a/$x foo; \"foo\"$x", "$a | $x | $x")]
    [InlineData("exec -a $x foo", "$x")]
    public void An_unquoted_variable_is_reported(string script, string expected) =>
        Assert.Equal(expected, ShellFindings.Of("SC2086", script));

    [Theory]
    [InlineData("rm \"$x\" '$x' \\$x \"a${x}b\"")]
    [InlineData("y=$x; z=a$x")]
    [InlineData("case $x in $y) a ;; esac")]
    [InlineData("for i in $x a$y; do a; done")]
    [InlineData("echo $? $# $$ $! $- ${#x}")]
    [InlineData("echo ${x:+a b} ${x+a} ${x:+--foo $x}")]
    [InlineData("echo $((x + $y))")]
    [InlineData("cat <<EOF\n$x\nEOF")]
    [InlineData("$x foo; exec $x; command $x; ! $x")]
    [InlineData(": ${x:=foo}")]
    [InlineData("echo $@ $UID $LINENO")]
    [InlineData("FOO=$x foo")]
    public void A_variable_that_is_not_split_is_not(string script) => Assert.Equal("", ShellFindings.Of("SC2086", script));

    [Theory]
    [InlineData("bash", "[[ -n $x && $x = $y ]]", "")]
    [InlineData("bash", "export a=$x; declare b=$x; f() { local c=$x; }", "")]
    [InlineData("dash", "export a=$x", "")]
    [InlineData("sh", "export a=$x", "$x")]
    [InlineData("bash", "a=($x); echo ${a[@]} ${a[0]}", "${a[0]}")]
    [InlineData("bash", "cat <<< $x", "$x")]
    [InlineData("bash", "let a=$x; ((b = $x))", "")]
    [InlineData("zsh", "rm $x", "")]
    [InlineData("pwsh", "rm $x", "")]
    public void The_shell_decides_what_is_split(string shell, string script, string expected) =>
        Assert.Equal(expected, ShellFindings.Of("SC2086", script, shell));

    [Theory]
    [InlineData("x=foo; echo $x", "")]
    [InlineData("x='foo bar'; echo $x", "$x")]
    [InlineData("x=*.txt; echo $x", "$x")]
    [InlineData("x=; echo $x", "$x")]
    [InlineData("x=$(a); echo $x", "$x")]
    [InlineData("y=1; x=a$y; echo $x", "")]
    [InlineData("x=$y; y=1; echo $x", "$x")]
    [InlineData("x=1; x=\"$x b\"; echo $x", "$x")]
    [InlineData("for i in a b; do echo $i; done", "")]
    [InlineData("for i in *; do echo $i; done", "$i")]
    [InlineData("for i in $x; do echo $i; done", "$i")]
    [InlineData("read -r x; echo $x", "$x")]
    [InlineData("export x=1; readonly y=a; echo $x $y", "")]
    [InlineData("x=1; unset x; echo $x", "$x")]
    [InlineData("x=1 echo $x", "$x")]
    public void A_variable_known_to_be_one_word_is_not_reported(string script, string expected) =>
        Assert.Equal(expected, ShellFindings.Of("SC2086", script));

    [Theory]
    [InlineData("if a; then x=1; else x=2; fi; echo $x", "")]
    [InlineData("if a; then x=1; fi; echo $x", "$x")]
    [InlineData("if a; then x=1; else exit 1; fi; echo $x", "")]
    [InlineData("case $a in b) x=1 ;; *) exit 1 ;; esac; echo $x", "")]
    [InlineData("case $a in b) x=1 ;; c) x=2 ;; esac; echo $x", "$x")]
    [InlineData("x=1; a && x='b c'; echo $x", "$x")]
    [InlineData("a || x=1; echo $x", "$x")]
    [InlineData("x=1; (x='b c'); echo $x", "")]
    [InlineData("x=1; a | x='b c'; echo $x", "")]
    [InlineData("x=1; y=$(x='b c'); echo $x", "")]
    [InlineData("x=1; while a; do echo $x; x=$(b); done", "$x")]
    [InlineData("i=0; while a; do i=$((i + 1)); echo $i; done", "")]
    [InlineData("f() { x='a b'; }; x=1; f; echo $x", "$x")]
    [InlineData("f() { echo $x; }; x=1; f", "")]
    [InlineData("f() { echo $x; }; x=1; f; x='a b'; f", "$x")]
    [InlineData("f() { f; x=1; }; f; echo $x", "")]
    [InlineData("f() { a && return; x=1; }; f; echo $x", "")]
    public void The_way_through_the_script_is_followed(string script, string expected) =>
        Assert.Equal(expected, ShellFindings.Of("SC2086", script));

    [Theory]
    [InlineData("ARG DIR\n", "rm $DIR", "$DIR", "")]
    [InlineData("ARG TARGETARCH\n", "rm $TARGETARCH", "$TARGETARCH", "")]
    [InlineData("", "rm $TARGETARCH", "$TARGETARCH", "$TARGETARCH")]
    [InlineData("ENV DIR=/a\n", "rm $DIR", "$DIR", "")]
    [InlineData("ENV DIR=/a\n", "x=$DIR/b; rm $x", "$x", "")]
    [InlineData("ENV DIR=/a\n", "DIR=$(b); rm $DIR", "$DIR", "$DIR")]
    [InlineData("ENV DIR=/a\n", "DIR=/b; rm $DIR", "", "")]
    [InlineData("", "rm $http_proxy", "$http_proxy", "")]
    [InlineData("", "rm $PATH", "$PATH", "$PATH")]
    public void What_ARG_and_ENV_give_is_reported_but_not_in_hadolints_profile(
        string before, string script, string expected, string hadolint)
    {
        Assert.Equal(expected, ShellFindings.Of("SC2086", script, before: before));
        Assert.Equal(hadolint, ShellFindings.Of("SC2086", script, before: before, profile: Profiles.Hadolint));
    }

    [Fact]
    public void Variables_of_the_stage_that_it_starts_from_are_known() => Assert.Equal(
        "",
        ShellFindings.In("SC2086", new SourceText("FROM x:1 AS a\nENV D=/a\nFROM a\nRUN rm $D\n"), Profiles.Hadolint));

    [Fact]
    public void ONBUILD_RUN_is_read_and_CMD_is_not() => Assert.Equal(
        "$b",
        ShellFindings.In("SC2086", new SourceText("FROM x:1\nCMD rm $a\nONBUILD RUN rm $b\nRUN [\"rm\", \"$c\"]\n")));

    [Theory]
    [InlineData("rm $(a)", "$(a)")]
    [InlineData("rm `a` x$(b)y", "`a` | $(b)")]
    [InlineData("make -j$(nproc)", "$(nproc)")]
    [InlineData("echo \"$(a $(b))\"", "$(b)")]
    [InlineData("[ $(a) = b ]", "$(a)")]
    [InlineData("$(a)/foo b", "$(a)")]
    [InlineData("export x=$(a)", "$(a)")]
    [InlineData("echo \"$(a)\" $(seq 3) $(pgrep a) $()", "")]
    [InlineData("x=$(a); y=b$(c)", "")]
    [InlineData("for i in $(a) `b`; do c; done", "")]
    [InlineData("case $(a) in b) ;; esac", "")]
    [InlineData("$(a) b; exec $(a)", "")]
    [InlineData("echo $((1 + $(a))) ${x:-$(a)}", "")]
    [InlineData("cat <<EOF\n$(a)\nEOF", "")]
    public void An_unquoted_substitution_is_reported(string script, string expected) =>
        Assert.Equal(expected, ShellFindings.Of("SC2046", script));

    [Theory]
    [InlineData("[[ $(a) = b ]]")]
    [InlineData("export x=$(a)")]
    [InlineData("a=($(b))")]
    [InlineData("let x=$(a)")]
    public void Bash_splits_no_substitution_here(string script) => Assert.Equal("", ShellFindings.Of("SC2046", script, "bash"));
}
