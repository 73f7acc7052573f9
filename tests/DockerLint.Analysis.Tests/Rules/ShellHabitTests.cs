namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Rules on what a script does beside installing packages.</summary>
public sealed class ShellHabitTests
{
    [Theory]
    [InlineData("DL3001", "ps && echo top", "ps")]
    [InlineData("DL3001", "command -v ssh", "")]
    [InlineData("DL3003", "cd /x && make", "cd")]
    [InlineData("DL3003", "(cd /x && make); for d in a b; do cd $d; done; x=$(cd /y && pwd); cd \"$x\"; cd -", "")]
    [InlineData("DL3004", "apt-get update && sudo -u me make", "sudo")]
    [InlineData("DL3004", "echo sudo && apt-get install sudo", "")]
    [InlineData("DL3046", "useradd --uid 123456 me", "useradd")]
    [InlineData("DL3046", "useradd -lu 123456 me && useradd -u 12345 me && useradd -u $LONGNAME me", "")]
    [InlineData("DL3047", "/usr/bin/wget -O x https://x.org", "/usr/bin/wget")]
    [InlineData("DL3047", "wget -qO- x && wget -nv x && wget -a log x && wget --progress=dot x", "")]
    [InlineData("DL4005", "ln -sf /bin/bash /bin/sh", "/bin/sh")]
    [InlineData("DL4005", "ln -s /bin/sh /bin/x", "")]
    [InlineData("DL4006", "a | b", "|")]
    [InlineData("DL4006", "a |& b || c | d", "|&")]
    [InlineData("DL4006", "set -o pipefail && a | b", "")]
    [InlineData("DL4006", "set -euxo pipefail; a | b", "")]
    [InlineData("DL4006", "a | b; set -o pipefail", "|")]
    [InlineData("DL4006", "bash -o pipefail -c 'a | b'", "")]
    [InlineData("DL4006", "bash -c 'a | b'", "|")]
    [InlineData("DL4006", "[\"sh\", \"-c\", \"a | b\"]", "|")]
    [InlineData("DL4006", "echo 'a | b'", "")]
    public void A_command_is_flagged_where_it_stands(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.InRun(code, text));

    [Theory]
    [InlineData("DL4006", "FROM a\nSHELL [\"/bin/bash\", \"-eo\", \"pipefail\", \"-c\"]\nRUN a | b\n", "")]
    [InlineData("DL4006", "FROM a AS b\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\nFROM b\nRUN a | b\n", "")]
    [InlineData("DL4006", "FROM a\nSHELL [\"/bin/bash\", \"-c\"]\nRUN a | b\n", "|")]
    [InlineData("DL4006", "FROM a\nSHELL [\"pwsh\", \"-c\"]\nRUN a | b\n", "")]
    public void SHELL_with_pipefail_holds_for_what_follows(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.In(code, text));

    [Theory]
    [InlineData("DL4001", "FROM a\nRUN wget x\nRUN curl x && curl y\nRUN wget x\n", "curl | wget")]
    [InlineData("DL4001", "FROM a\nRUN wget x\nFROM b\nRUN curl x\n", "")]
    [InlineData("DL4001", "FROM a\nRUN apt-get install wget && curl x\n", "")]
    public void The_second_of_two_downloaders_is_flagged_in_each_RUN(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.In(code, text));

    [Theory]
    [InlineData("DL3010", "FROM a\nCOPY x.tar.gz /\nRUN tar xzf /x.tar.gz\n", "x.tar.gz")]
    [InlineData("DL3010", "FROM a\nCOPY x.tgz y /\nRUN tar --extract --file=/x.tgz\n", "x.tgz")]
    [InlineData("DL3010", "FROM a\nCOPY x.tar.gz /\nRUN tar czf /x.tar.gz y\n", "")]
    [InlineData("DL3010", "FROM a\nCOPY --from=b x.tar /\nRUN tar xf /x.tar\n", "")]
    [InlineData("DL3010", "FROM a\nCOPY x.zip /\nRUN unzip /x.zip\n", "")]
    public void An_archive_that_is_unpacked_is_flagged_where_it_is_copied(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.In(code, text));

    [Theory]
    [InlineData("DL3059", "FROM a\nRUN x\nRUN y\n", "RUN")]
    [InlineData("DL3059", "FROM a\nRUN x\nRUN y && z\n", "")]
    [InlineData("DL3059", "FROM a\nRUN x\nRUN [ -f y ] && z\n", "RUN")]
    [InlineData("DL3059", "FROM a\nRUN x\nCOPY a b\nRUN y\n", "")]
    [InlineData("DL3059", "FROM a\nRUN --network=none x\nRUN y\n", "")]
    public void RUNs_of_one_command_could_be_one(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.In(code, text));
}
