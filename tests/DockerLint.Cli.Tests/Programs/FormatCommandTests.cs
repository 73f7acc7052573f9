namespace DockerLint.Cli.Tests;

/// <summary><c>dockerlint fmt</c>.</summary>
public sealed class FormatCommandTests
{
    private const string Old = "from a\ncopy b \\\n  c\n";
    private const string New = "FROM a\nCOPY b \\\n    c\n";

    [Fact]
    public void Files_in_folders_are_formatted()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", Old).With("b/x.dockerfile", New).With("c/other.yaml", "from: a\n");
        Run run = Run.Process(folder.Path, "fmt");
        Assert.Equal((0, "", "1 file formatted, 1 file has the style\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal((New, New, "from: a\n"), (folder.Read("Dockerfile"), folder.Read("b/x.dockerfile"), folder.Read("c/other.yaml")));
        Assert.Equal((0, "0 files formatted, 2 files have the style\n"), (Run.Process(folder.Path, "fmt") is var again ? again.ExitCode : 1, again.Error));
    }

    [Fact]
    public void Check_names_what_would_change_and_changes_nothing()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", Old).With("b.dockerfile", New);
        Run run = Run.Process(folder.Path, "fmt", "--check");
        Assert.Equal((1, "Dockerfile\n", "1 file would change, 1 file has the style\n"), (run.ExitCode, run.Output, run.Error));
        Assert.Equal(Old, folder.Read("Dockerfile"));
        run = Run.Process(folder.Path, "fmt", "--check", "-q", "b.dockerfile");
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
    }

    [Fact]
    public void Diff_shows_what_would_change()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", Old);
        Run run = Run.Process(folder.Path, "fmt", "--diff", "-q");
        Assert.Equal(
            (1, "--- Dockerfile\n+++ Dockerfile\n@@ -1,3 +1,3 @@\n-from a\n-copy b \\\n-  c\n+FROM a\n+COPY b \\\n+    c\n", ""),
            (run.ExitCode, run.Output, run.Error));
        Assert.Equal(Old, folder.Read("Dockerfile"));
    }

    [Theory]
    [InlineData(Old, New)]
    [InlineData(New, New)]
    [InlineData("{% x %}\nfrom a\n", "{% x %}\nfrom a\n")]
    [InlineData("", "")]
    public void Standard_input_comes_out_formatted(string text, string expected)
    {
        Run run = Run.Here(text, [], "fmt", "-");
        Assert.Equal((0, expected), (run.ExitCode, run.Output));
    }

    [Fact]
    public void Of_standard_input_a_check_gives_the_exit_code()
    {
        Assert.Equal((1, "x/Dockerfile\n"), Of(Run.Here(Old, [], "fmt", "--check", "--stdin-filename", "x/Dockerfile", "-")));
        Assert.Equal((0, ""), Of(Run.Here(New, [], "fmt", "--check", "-")));

        static (int, string) Of(Run run) => (run.ExitCode, run.Output);
    }

    [Fact]
    public void EditorConfig_decides_and_what_is_left_out_stays()
    {
        using TemporaryFolder folder = new TemporaryFolder()
            .With(".editorconfig", "root = true\n[*]\nindent_size = 2\n[b/*]\nindent_style = tab\n[s/*]\ndockerlint.format_shell = true\n")
            .With("s/Dockerfile", "from a\nrun b \\\n   && c \\\n   d\n")
            .With(".gitignore", "ignored/\n")
            .With(".dockerlint.yaml", "exclude: [left]\n")
            .With("Dockerfile", Old)
            .With("b/Dockerfile", "from a\nrun b \\\n   && c\ncopy d\\\n  \\\n  e")
            .With("ignored/Dockerfile", Old)
            .With("left/Dockerfile", Old)
            .With("out/Dockerfile", Old);
        Run run = Run.Process(folder.Path, "fmt", "-q", "--exclude", "out");
        Assert.Equal((0, "", ""), (run.ExitCode, run.Output, run.Error));
        Assert.Equal("FROM a\nCOPY b \\\n  c\n", folder.Read("Dockerfile"));
        Assert.Equal("FROM a\nRUN b \\\n  && c \\\n    d\n", folder.Read("s/Dockerfile"));
        Assert.Equal("FROM a\nRUN b \\\n   && c\nCOPY d \\\n\te\n", folder.Read("b/Dockerfile"));
        Assert.Equal((Old, Old, Old), (folder.Read("ignored/Dockerfile"), folder.Read("left/Dockerfile"), folder.Read("out/Dockerfile")));
        Assert.Equal(New, Run.Here(Old, [], "fmt", "--no-config", "-").Output);
    }

    [Fact]
    public void What_is_not_formatted_is_said()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile", "from a\nBOGUS b\n").With("t.dockerfile", "{{ x }}\nfrom a\n").With("compose.yaml", "services: {a: {image: b}}\n");
        File.WriteAllBytes(folder.PathOf("x.dockerfile"), [.. "from a # "u8, 0xFF]);
        Run run = Run.Process(folder.Path, "fmt", "-q", ".", "compose.yaml", "none");
        Assert.Equal(2, run.ExitCode);
        Assert.Equal(
            [
                "dockerlint: none: no such file or folder",
                "dockerlint: compose.yaml: is no Dockerfile; other files are not formatted",
                "dockerlint: Dockerfile: what cannot be read in it is left as it is",
                "dockerlint: t.dockerfile: left as it is: it is a template, which something else fills in first",
                "dockerlint: x.dockerfile: left as it is: it is not text throughout, which writing it would change",
            ],
            run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal("FROM a\nBOGUS b\n", folder.Read("Dockerfile"));
    }

    [Fact]
    public void A_file_that_is_not_text_is_left_as_it_is()
    {
        using TemporaryFolder folder = new TemporaryFolder().With("Dockerfile");
        byte[] bytes = [.. "from a\n# "u8, 0xFF, (byte)'\n'];
        File.WriteAllBytes(folder.PathOf("Dockerfile"), bytes);
        Run run = Run.Process(folder.Path, "fmt");
        Assert.Equal(2, run.ExitCode);
        Assert.StartsWith("dockerlint: Dockerfile: left as it is: it is not text throughout", run.Error, StringComparison.Ordinal);
        Assert.Equal(bytes, File.ReadAllBytes(folder.PathOf("Dockerfile")));
    }
}
