using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class ListTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  # a\n\n", "")]
    [InlineData("a", "Statement[0..1)(Pipeline[0..1)(SimpleCommand[0..1)(Word[0..1))))")]
    [InlineData("a ; ", "Statement[0..3)(Pipeline[0..1)(SimpleCommand[0..1)(Word[0..1))) Operator[2..3))")]
    [InlineData(
        "a && b",
        "Statement[0..6)(Pipeline[0..1)(SimpleCommand[0..1)(Word[0..1))) Operator[2..4) Pipeline[5..6)(SimpleCommand[5..6)(Word[5..6))))")]
    [InlineData(
        "a|b",
        "Statement[0..3)(Pipeline[0..3)(SimpleCommand[0..1)(Word[0..1)) Operator[1..2) SimpleCommand[2..3)(Word[2..3))))")]
    [InlineData(
        "! a",
        "Statement[0..3)(Pipeline[0..3)(Operator[0..1) SimpleCommand[2..3)(Word[2..3))))")]
    [InlineData(
        "a \n b",
        "Statement[0..1)(Pipeline[0..1)(SimpleCommand[0..1)(Word[0..1)))) Statement[4..5)(Pipeline[4..5)(SimpleCommand[4..5)(Word[4..5))))")]
    public void A_script_is_a_list_of_statements(string text, string outline) =>
        Assert.Equal(outline, Script.Outline(Script.Valid(text).Statements));

    [Theory]
    [InlineData("a && b || c", new[] { ShellOperatorKind.And, ShellOperatorKind.Or })]
    [InlineData("a &&\n\n b ||\n c", new[] { ShellOperatorKind.And, ShellOperatorKind.Or })]
    [InlineData("a | b && c |& d", new[] { ShellOperatorKind.And })]
    public void Pipelines_are_joined_by_and_and_or(string text, ShellOperatorKind[] operators)
    {
        ShellStatementSyntax statement = Assert.Single(Script.Valid(text).Statements);
        Assert.Equal(operators, statement.Operators.Select(static sign => sign.Kind));
        Assert.Equal(operators.Length + 1, statement.Pipelines.Length);
    }

    [Fact]
    public void Commands_are_joined_by_bars()
    {
        ShellPipelineSyntax pipeline = Script.Only<ShellPipelineSyntax>("a | b |& c |\n d");
        Assert.Equal([ShellOperatorKind.Pipe, ShellOperatorKind.PipeBoth, ShellOperatorKind.Pipe], pipeline.Operators.Select(static sign => sign.Kind));
        Assert.Equal(["a", "b", "c", "d"], pipeline.Commands.Select(static command => command.Text));
    }

    [Theory]
    [InlineData("a", false)]
    [InlineData("! a", true)]
    [InlineData("! ! a", false)]
    [InlineData("time -p ! a | b", true)]
    [InlineData("!a", false)]
    public void A_pipeline_may_be_negated(string text, bool negated) =>
        Assert.Equal(negated, Script.Only<ShellPipelineSyntax>(text).IsNegated);

    [Theory]
    [InlineData("time", "time", null)]
    [InlineData("time make", "make", "time")]
    [InlineData("time -p make", "make", "time -p")]
    [InlineData("time \f-p", "\f-p", "time")]
    [InlineData("time -v make", "time", null)]
    [InlineData("time -pv make", "time", null)]
    [InlineData("time (make)", "make", "time")]
    [InlineData("time\nmake", "time", null)]
    public void Time_is_a_prefix_of_a_pipeline_unless_it_has_options_of_the_program(string text, string name, string? prefix)
    {
        ShellScriptSyntax script = Script.Valid(text);
        Assert.Equal(name, script.Commands[0].Name!.Text);
        ShellOperatorSyntax? sign = script.Statements[0].DescendantsAndSelf().OfType<ShellOperatorSyntax>().SingleOrDefault();
        Assert.Equal((prefix, prefix is null ? null : (ShellOperatorKind?)ShellOperatorKind.Time), (sign?.Text, sign?.Kind));
    }

    [Fact]
    public void An_ampersand_sends_a_statement_to_the_background() =>
        Assert.Equal([true, false, false], Script.Valid("a & b; c").Statements.Select(static statement => statement.IsBackground));

    [Fact]
    public void Joined_lines_are_white_space() =>
        Assert.Equal(["a", "b", "c", "d"], Script.Command("a \\\n b\\\n c \\\n\td").Children.Select(static word => ((ShellWordSyntax)word).Literal));
}
