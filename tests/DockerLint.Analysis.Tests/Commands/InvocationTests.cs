using CsCheck;
using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests.Commands;

/// <summary>What a RUN runs, whatever starts it.</summary>
public sealed class InvocationTests
{
    [Theory]
    [InlineData("apt-get install -y x", "apt-get")]
    [InlineData("/usr/bin/apt-get install x", "apt-get")]
    [InlineData("a; b && c || d | e &", "a b c d e")]
    [InlineData("if a; then b; fi; x=$(c)", "a b c")]
    [InlineData("$x y", "")]
    [InlineData("sudo -u me -E X=1 apt-get update", "sudo apt-get")]
    [InlineData("env -u X Y=1 nice -n 5 make", "env nice make")]
    [InlineData("timeout -s KILL 5m curl x", "timeout curl")]
    [InlineData("x | xargs -r -n 1 rm -f", "x xargs rm")]
    [InlineData("command -v curl; command curl", "command command curl")]
    [InlineData("exec gosu me make", "exec gosu make")]
    [InlineData("sudo -l", "sudo")]
    [InlineData("time -p make", "make")]
    [InlineData("python3 -m pip install x", "pip")]
    [InlineData("python3 x.py -m pip", "python3")]
    [InlineData("sh -c 'a && b'; c", "sh a b c")]
    [InlineData("bash -euxo pipefail -c \"a \\\"x y\\\" | b\"", "bash a b")]
    [InlineData("sh -c \"sh -c 'a'\"", "sh sh a")]
    [InlineData("sh x.sh a", "sh")]
    [InlineData("sh -c $'a\\nb'", "sh")]
    [InlineData("bash <<E\na\nE", "bash a")]
    [InlineData("<<E\na\nb\nE", "a b")]
    [InlineData("[\"apt-get\", \"update\"]", "apt-get")]
    [InlineData("[\"/bin/sh\", \"-c\", \"a \\\"x\\\" && b\"]", "sh a b")]
    [InlineData("[\"sh\", \"-c\", \"a\\nb\"]", "sh")]
    public void Programs_are_found(string run, string programs) =>
        Assert.Equal(programs, string.Join(' ', Of(run).Select(static command => command.Program)));

    [Theory]
    [InlineData("sh -c 'a && make x'")]
    [InlineData("sh -c \"a \\\"b\\\" && make x\"")]
    [InlineData("sudo \\\n  sh -c 'a; \\\n make x'")]
    [InlineData("[\"sh\", \"-c\", \"a \\\"b\\\" && make x\"]")]
    [InlineData("bash <<E\na\nmake x\nE")]
    public void A_program_of_an_inner_script_has_its_place_in_the_file(string run)
    {
        string text = $"FROM a\nRUN {run}\n";
        Invocation make = Of(run).Single(static command => command.Program == "make");
        Assert.Equal("make", text.AsSpan(make.Name.Span.Start, make.Name.Span.Length));
        Assert.Equal(text.IndexOf("make", StringComparison.Ordinal), make.Name.Span.Start);
    }

    [Theory]
    [InlineData("apt-get -yq -t x install a b", "y q t=x", "install a b")]
    [InlineData("apt-get -tx -q=2 install -- -a", "t=x q=2", "install -a")]
    [InlineData("apt-get --yes --target-release x --option=y a", "yes target-release=x option=y", "a")]
    [InlineData("apt-get -t", "t", "")]
    [InlineData("go build -tags x -v --ldflags=y .", "tags=x v ldflags=y", "build .")]
    [InlineData("gem install a -- --b c", "", "install a")]
    [InlineData("wget -qO- x -", "q O=-", "x -")]
    public void Options_and_operands_are_told_apart(string run, string options, string operands)
    {
        Invocation command = Assert.Single(Of(run));
        Assert.Equal(options, string.Join(' ', command.Options.Select(static option => option.Value is null ? option.Name : $"{option.Name}={option.Value}")));
        Assert.Equal(operands, string.Join(' ', command.Operands));
    }

    [Fact]
    public void Scripts_nested_without_end_are_read_to_some_depth() =>
        Assert.InRange(Of(string.Concat(Enumerable.Repeat("env ", 5000)) + "x").Length, 2, 20);

    [Fact]
    public void No_text_throws()
    {
        string[] pieces =
        [
            "RUN ", "\n", "apt-get install ", "sh -c ", "'", "\"", "\\", "$(", ")", "| ", "&& ", "[\"sh\",\"-c\",\"", "\"]", "<<E", "E\n", "sudo ",
            "-", "--", "= ", "x ", "\0", "\ud800", "env ", "rm -rf ", "*", "/", "cd ", "yarn ", "go run ", "python -m ", "COPY x.tar /\n", "tar x", "FROM a\n",
            "--mount=type=cache,target=", "ONBUILD ", "~", "yum install a-", "pip install git+://", "npm i git:", "{", "}",
        ];
        Linter linter = new(new Configuration.LintOptions { Profile = Profiles.All });
        Gen.OneOf(pieces).Array[0, 30].Sample(
            text => _ = linter.Lint(new SourceText("FROM a\n" + string.Concat(text))),
            iter: 2000);
    }

    private static Invocation[] Of(string run)
    {
        DockerfileModel model = DockerfileModel.Create(DockerfileSyntax.Parse($"FROM a\nRUN {run}\n"));
        Stage stage = model.Stages[0];
        return [.. Invocation.Of((RunSyntax)stage.Instructions[0], stage.States[0])];
    }
}
