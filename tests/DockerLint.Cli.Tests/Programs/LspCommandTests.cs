namespace DockerLint.Cli.Tests;

/// <summary>How the language server is started; what it says is tested where it is written.</summary>
public sealed class LspCommandTests
{
    [Theory]
    [InlineData("lsp")]
    [InlineData("lsp", "--stdio")]
    public void An_editor_that_is_gone_without_a_word_is_a_failure(params string[] args)
    {
        Run run = Run.Here(args);
        Assert.Equal((1, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void What_it_does_not_know_is_refused()
    {
        Run run = Run.Here("lsp", "--tcp");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains("--tcp", run.Error, StringComparison.Ordinal);
    }
}
