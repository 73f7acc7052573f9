using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests.Shell;

public sealed class SimpleCommandTests
{
    [Fact]
    public void A_command_has_assignments_a_name_arguments_and_redirections()
    {
        ShellSimpleCommandSyntax command = Script.Command("A=1 >o B='x y' apt-get install -y 2>&1 curl <i");
        Assert.Equal("apt-get", command.Name!.Literal);
        Assert.Equal(["A", "B"], command.Assignments.Select(static assignment => assignment.Name));
        Assert.Equal(["1", "x y"], command.Assignments.Select(static assignment => assignment.Value.Literal));
        Assert.Equal(["install", "-y", "curl"], command.Arguments.Select(static word => word.Literal));
        Assert.Equal([">o", "2>&1", "<i"], command.Redirections.Select(static redirection => redirection.Text));
        Assert.Equal(new TextSpan(0, 46), command.Span);
    }

    [Theory]
    [InlineData("A=", "A", "", false, null)]
    [InlineData("A=b", "A", "b", false, null)]
    [InlineData("A+=b", "A", "b", true, null)]
    [InlineData("a_1=$b", "a_1", "$b", false, null)]
    [InlineData("A[1]=b", "A", "b", false, "1")]
    [InlineData("A[$i]+=b", "A", "b", true, "$i")]
    [InlineData("A=(b 'c d')", "A", "(b 'c d')", false, null)]
    [InlineData("A+=( b # c\n d )", "A", "( b # c\n d )", true, null)]
    [InlineData("A==b", "A", "=b", false, null)]
    public void An_assignment_has_a_name_and_a_value(string text, string name, string value, bool append, string? subscript)
    {
        ShellSimpleCommandSyntax command = Script.Command(text);
        ShellAssignmentSyntax assignment = Assert.Single(command.Assignments);
        Assert.Null(command.Name);
        Assert.Equal((name, value, append, subscript), (assignment.Name, assignment.Value.Text, assignment.IsAppend, assignment.Subscript));
        Assert.Equal(text.Length, assignment.Span.End);
    }

    [Theory]
    [InlineData("1A=b")]
    [InlineData("a-b=c")]
    [InlineData("'A'=b")]
    [InlineData("\\A=b")]
    [InlineData("$A=b")]
    [InlineData("=b")]
    public void What_has_no_name_before_the_equals_sign_is_a_command(string text) =>
        Assert.Equal(text, Script.Command(text).Name!.Text);

    [Fact]
    public void After_the_name_an_assignment_is_an_argument() =>
        Assert.Equal(["A=b", "C=(d)"], Script.Command("export A=b C=(d)").Arguments.Select(static word => word.Text));

    [Fact]
    public void Array_elements_are_words()
    {
        ShellArraySyntax array = Script.Only<ShellArraySyntax>("A=(b \"$c\" [d]=e\n f)");
        Assert.Equal(["b", "\"$c\"", "[d]=e", "f"], array.Elements.Select(static word => word.Text));
    }

    [Theory]
    [InlineData("echo # a b", "# a b")]
    [InlineData("# a", "# a")]
    [InlineData("echo a;# b", "# b")]
    [InlineData("(a)# b", "# b")]
    [InlineData("a && # b\nc", "# b")]
    [InlineData("a\n # b", "# b")]
    public void A_comment_starts_where_a_word_could(string text, string comment) =>
        Assert.Equal(comment, Assert.Single(Script.Valid(text).Comments).Text);

    [Theory]
    [InlineData("echo a#b")]
    [InlineData("echo \"# a\"")]
    [InlineData("echo ${#a} \\# '#'")]
    public void A_number_sign_elsewhere_is_text(string text) => Assert.Empty(Script.Valid(text).Comments);

    [Theory]
    [InlineData("echo if then fi")]
    [InlineData("echo { } ! [[ ]]")]
    [InlineData("echo in do done esac time")]
    [InlineData("iffy")]
    [InlineData("'if' x")]
    [InlineData("\\if x")]
    [InlineData("if=1")]
    [InlineData("{a,b}")]
    [InlineData("time -v make")]
    public void A_reserved_word_is_one_only_whole_and_where_a_command_starts(string text) => Script.Command(text);
}
