using DockerLint.Analysis.Tests.Fixes;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Commands in JSON form, and what only looks like one.</summary>
public sealed class JsonFormTests
{
    [Theory]
    [InlineData("&&")]
    [InlineData("||")]
    [InlineData("|")]
    [InlineData(";")]
    [InlineData(">")]
    [InlineData(">>")]
    [InlineData("<")]
    [InlineData("2>&1")]
    [InlineData("&")]
    public void An_operator_is_an_argument_without_a_shell(string text) =>
        Assert.Equal($"\"{text}\"", Flagged.In("DK1033", $"FROM a\nCMD [\"a\", \"{text}\", \"\", \"b\"]\n"));

    [Theory]
    [InlineData("powershell")]
    [InlineData("pwsh")]
    [InlineData("cmd")]
    [InlineData("awk")]
    [InlineData("gawk")]
    [InlineData("sed")]
    [InlineData("perl")]
    [InlineData("jq")]
    [InlineData("find")]
    [InlineData("expr")]
    [InlineData("test")]
    [InlineData("[")]
    [InlineData("envsubst")]
    [InlineData("make")]
    [InlineData("mongo")]
    [InlineData("mongosh")]
    [InlineData("eval")]
    [InlineData("su")]
    [InlineData("env")]
    [InlineData("confd")]
    [InlineData("fish")]
    [InlineData("busybox")]
    [InlineData("tclsh")]
    [InlineData("node")]
    [InlineData("php")]
    [InlineData("ruby")]
    [InlineData("python")]
    [InlineData("python3")]
    [InlineData("/a/entrypoint.sh")]
    [InlineData("/usr/bin/Python.EXE")]
    public void A_program_with_variables_of_its_own_is_left_alone(string program)
    {
        Assert.Equal("", Flagged.In("DK1033", $"FROM a\nCMD [\"{program}\", \"$B\", \"|\"]\n"));
        Assert.Equal("", Flagged.In("DK1033", $"FROM a\nENTRYPOINT [\"{program}\"]\nCMD [\"$B\"]\n"));
    }

    [Theory]
    [InlineData("a$B", true)]
    [InlineData("\\\\$B", false)]
    [InlineData("${B", false)]
    [InlineData("$", false)]
    public void A_variable_counts_where_a_shell_would_replace_it(string text, bool isFlagged) =>
        Assert.Equal(isFlagged ? $"\"{text}\"" : "", Flagged.In("DK1033", $"FROM a\nCMD [\"a\", \"{text}\"]\n"));

    [Theory]
    [InlineData("CMD ['a', b]")]
    [InlineData("CMD [a, 'b']")]
    [InlineData("CMD ['\"a', 'b']")]
    [InlineData("CMD ['\\a', 'b']")]
    public void Quotes_are_not_put_where_that_would_not_do(string body)
    {
        Assert.NotEqual("", Flagged.In("DK1029", $"FROM a\n{body}\n"));
        Fixed.Makes("DK1029", $"FROM a\n{body}\n", null);
    }
}
