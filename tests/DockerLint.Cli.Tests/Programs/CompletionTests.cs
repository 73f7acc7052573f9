namespace DockerLint.Cli.Tests;

/// <summary>What real shells offer with the scripts of <c>dockerlint completion</c>.</summary>
public sealed class CompletionTests
{
    private const string Category = "Category";
    private const string Shells = "Shells";

    /// <summary>A line with what is to be completed at its end, and what is offered.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { "ini", "init" },
        { "lint --form", "--format" },
        { "lint --format sa", "sarif" },
        { "--profile bu", "buildkit" },
        { "rules -f j", "json" },
        { "lint --ignore DL3007,DK5010", "DL3007,DK5010" },
        { "explain DL3007", "DL3007" },
        { "build --progress pl", "plain" },
        { "build --ta", "--tag --target" },
        { "completion z", "zsh" },
        { "fmt f", "folder" },
        { "inspect exa", "example" },
    };

    [Theory]
    [MemberData(nameof(Lines))]
    public void Bash_offers_what_fits(string line, string expected) => Assert.Equal(
        expected,
        Offered("bash", $"""
            source <(dockerlint completion bash)
            COMP_WORDS=(dockerlint {line})
            COMP_CWORD=$((${"{#COMP_WORDS[@]}"} - 1))
            compopt() {"{ :; }"}
            _dockerlint
            printf '%s\n' "${"{COMPREPLY[@]}"}"
            """));

    [Theory]
    [MemberData(nameof(Lines))]
    [Trait(Category, Shells)]
    public void Fish_offers_what_fits(string line, string expected) => Assert.Equal(
        expected,
        Offered("fish", $"dockerlint completion fish | source\ncomplete -C 'dockerlint {line}' | cut -f1 | sed 's,/$,,'"));

    /// <summary>zsh completes only what somebody types, so a terminal does; what it makes of the line is what it offers.</summary>
    [Theory]
    [MemberData(nameof(Lines))]
    [Trait(Category, Shells)]
    public void Zsh_offers_what_fits(string line, string expected)
    {
        string shown = Offered("zsh", $$"""
            zmodload zsh/zpty
            zpty z zsh -f -i
            zpty -w z 'PS1=; PROMPT_EOL_MARK=; unsetopt beep; autoload -Uz compinit; compinit -u -D; source <(dockerlint completion zsh)'
            zpty -w z 'zle-line-init() { print RE""ADY }; zle -N zle-line-init'
            while zpty -r z out && [[ $out != *READY* ]]; do :; done
            zpty -w -n z $'dockerlint {{line}}\t\t\C-m'
            zpty -w z 'print -r -- EN""D'
            while zpty -r z out && [[ $out != *END* ]]; do print -r -- $out; done
            """);
        Assert.All(expected.Split(' '), word => Assert.Contains(word, shown, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2, "completion", "tcsh")]
    [InlineData(2, "completion")]
    [InlineData(2, "completion", "bash", "zsh")]
    [InlineData(0, "completion", "pwsh")]
    public void A_shell_has_to_be_named(int exitCode, params string[] args) => Assert.Equal(exitCode, Run.Here(args).ExitCode);

    [Fact]
    public void Every_word_that_is_offered_for_an_option_is_one_that_it_takes()
    {
        foreach (Commands.Outline.CommandOutline command in Commands.Outline.ProgramOutline.Read().Where(static command => command.Name is "" or "build" or "rules" or "parse"))
        {
            foreach (Commands.Outline.OptionOutline option in command.Options)
            {
                foreach (string word in option.Value?.Words ?? [])
                {
                    if (word == "auto" && option.Names[0] == "--shellcheck")
                        continue;
                    string[] target = command.Name switch { "build" => ["--check", "no-such-folder"], "rules" => [], "" => ["--no-config", "-"], _ => ["-"] };
                    Run run = Run.Here("FROM scratch\n", [], [.. command.Name.Length == 0 ? Array.Empty<string>() : [command.Name], option.Names[0], word, .. target]);
                    Assert.DoesNotContain(option.Names[0], run.Error, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public void The_manual_names_every_command_and_option()
    {
        string page = Run.Here("man").Output.Replace("\\-", "-", StringComparison.Ordinal);
        Assert.All(Commands.Outline.ProgramOutline.Read().Skip(1), command =>
        {
            Assert.Contains($"\n.SS {command.Name}", page, StringComparison.Ordinal);
            Assert.All(command.Options, option => Assert.Contains($"\\fB{option.Names[0]}\\fR", page, StringComparison.Ordinal));
        });
    }

    /// <summary>It has no date, so that the same version always writes the same page.</summary>
    [Fact]
    [Trait(Category, Shells)]
    public void The_manual_is_one_that_mandoc_has_nothing_to_say_about() =>
        Assert.Equal("", Offered("bash", "dockerlint man | mandoc -Tlint -Wwarning | grep -v 'missing date' || :"));

    private static string Offered(string shell, string script)
    {
        using TemporaryFolder folder = new TemporaryFolder().With("folder/Dockerfile").With("script", script);
        string program = Bash.Program.Replace("exec", "if [ \"$1\" = images ]; then echo example; exit; fi\nexec", StringComparison.Ordinal);
        Run run = Bash.Run(shell, program, folder.Path, ["script"], ("HOME", folder.Path), ("TERM", "dumb"));
        Assert.Equal("", run.Error);
        return string.Join(' ', run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
