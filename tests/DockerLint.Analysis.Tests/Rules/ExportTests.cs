using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Tests.Fixes;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>What the shell of a RUN takes with it.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData("export A=1 B", "export A=1 B")]
    [InlineData("mamba activate a", "mamba activate a")]
    [InlineData("micromamba activate a", "micromamba activate a")]
    [InlineData("pyenv activate a", "pyenv activate a")]
    [InlineData("pyenv install 3", "")]
    [InlineData("umask 027", "umask 027")]
    [InlineData("umask", "")]
    [InlineData("ulimit -n 9", "ulimit -n 9")]
    [InlineData("export A=1 && cd /a", "cd /a")]
    [InlineData("set -e; cd /a", "cd /a")]
    [InlineData("[ -d /a ] && cd /a", "cd /a")]
    [InlineData("cd", "")]
    public void What_is_done_last_and_ends_with_the_RUN_is_flagged(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DK4003", run));

    [Theory]
    [InlineData("/a/bin/activate")]
    [InlineData("~/.bashrc")]
    [InlineData("/etc/profile")]
    [InlineData("/opt/ros/a/setup.bash")]
    [InlineData("./setup.sh")]
    [InlineData("$NVM_DIR/nvm.sh")]
    [InlineData("$HOME/.cargo/env")]
    [InlineData("/root/.sdkman/bin/sdkman-init.sh")]
    [InlineData("/a/env.sh")]
    [InlineData("/opt/conda/etc/profile.d/conda.sh")]
    [InlineData("/opt/intel/setvars.sh")]
    [InlineData("./.env")]
    public void A_file_that_sets_up_the_shell_is_flagged(string file)
    {
        Assert.Equal($". {file}", Flagged.InRun("DK4003", $". {file}"));
        Assert.Equal("", Flagged.InRun("DK4003", $". {file}.x"));
    }

    [Fact]
    public void A_folder_is_reported_once() =>
        Assert.Equal(["2:5 DK4003"], Findings.Of("FROM a\nRUN cd /a\n", Findings.Only("DL3003", "DK4003", "SC2164")));

    [Fact]
    public void Nothing_is_added_to_an_instruction_that_takes_its_place() => Assert.Equal(
        "FROM a\nWORKDIR /a\n",
        Fixer.Apply(new Linter(new LintOptions { Profile = Profiles.Hadolint, Selected = ["DK4003"] }), new SourceText("FROM a\nRUN cd /a\n"), FixSafety.Unsafe).Text.Value);

    [Theory]
    [InlineData("cd /a", "WORKDIR /a")]
    [InlineData("cd /a ", "WORKDIR /a ")]
    [InlineData("cd /a;", null)]
    [InlineData("cd /a # go there", null)]
    [InlineData("cd /a \\\n", null)]
    [InlineData("! cd /a", null)]
    [InlineData("export A=b;", null)]
    [InlineData("[\"sh\", \"-c\", \"cd /a\"]", null)]
    [InlineData("cd ~/a", null)]
    [InlineData("cd /a*", null)]
    [InlineData("cd /a?", null)]
    [InlineData("cd /[ab]", null)]
    [InlineData("cd /a\\ b", null)]
    [InlineData("cd -", null)]
    [InlineData("export A=1 B=2", null)]
    [InlineData("umask 027", null)]
    public void An_instruction_takes_its_place_where_it_does_the_same(string run, string? after) =>
        Fixed.Makes("DK4003", $"FROM a\nRUN {run}\n", after is null ? null : $"FROM a\n{after}\n");

    [Theory]
    [InlineData("ENV DEBIAN_FRONTEND=a\n", "ARG DEBIAN_FRONTEND=a\n")]
    [InlineData("env DEBIAN_FRONTEND=a\n", "arg DEBIAN_FRONTEND=a\n")]
    [InlineData("ENV DEBIAN_FRONTEND=a B=c\n", null)]
    [InlineData("# ENV, since it is read later\nENV DEBIAN_FRONTEND=a\n", null)]
    [InlineData("ENV DEBIAN_FRONTEND \"a b\"\n", null)]
    public void A_setting_for_the_build_becomes_an_argument(string before, string? after) =>
        Fixed.MakesBelow("FROM a\n", "DK4004", before, after);
}
