using DockerLint.Analysis.Configuration;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>What hadolint or BuildKit would have said although it is no mistake, their profiles say, and ours do not.</summary>
public sealed class PeerFindingTests
{
    [Theory]
    [InlineData("DK1001", Profiles.BuildKit, "ARG A\nFROM a:1 AS ${A}X\n")]
    [InlineData("DK1005", Profiles.BuildKit, "FROM a:1\nCMD b\nCMD [\"c\"]\n")]
    [InlineData("DK1007", Profiles.BuildKit, "FROM mcr.microsoft.com/windows/nanoserver:1\nWORKDIR C:\\x\n")]
    [InlineData("DK1007", Profiles.BuildKit, "FROM a:1\nWORKDIR $A\n")]
    [InlineData("DK1012", Profiles.BuildKit, "FROM a:1\nENV GPG_KEY=A035C8C1\n")]
    [InlineData("DK1012", Profiles.BuildKit, "FROM a:1 AS b\nARG TOKEN\nFROM a:1\nCOPY --from=b c c\n")]
    [InlineData("DK1005", Profiles.BuildKit, "FROM a:1\nCMD $A/b\n")]
    [InlineData("DK1012", Profiles.BuildKit, "FROM a:1\nENV PASSWORD=\n")]
    [InlineData("DL4006", Profiles.Hadolint, "FROM a:1\nRUN a | sha512sum -c -\n")]
    [InlineData("DL3014", Profiles.Hadolint, "FROM a:1\nRUN dpkg -i b || apt-get install -f\n")]
    [InlineData("DL3019", Profiles.Hadolint, "FROM a:1\nRUN apk add b && rm -rf /var/cache/apk/*\n")]
    [InlineData("DL3019", Profiles.Hadolint, "FROM a:1\nRUN --mount=type=cache,target=/etc/apk/cache apk add b\n")]
    [InlineData("DL3042", Profiles.Hadolint, "FROM a:1\nRUN pip install b && rm -rf /root/.cache\n")]
    [InlineData("DL3042", Profiles.Hadolint, "FROM a:1\nENV PIP_NO_CACHE_DIR=0\nRUN pip install b\n")]
    [InlineData("DL3060", Profiles.Hadolint, "FROM a:1\nRUN yarn install --immutable\n")]
    [InlineData("DL3064", Profiles.Hadolint, "FROM a:1\nENV NEXT_PUBLIC_TOKEN=b\n")]
    [InlineData("DL3064", Profiles.Hadolint, "FROM a:1\nENV API_KEY=\"\"\n")]
    [InlineData("DL3021", Profiles.Hadolint, "FROM a:1\nCOPY --chown a b c\n")]
    [InlineData("DL3064", Profiles.Hadolint, "FROM a:1 AS b\nARG TOKEN\nFROM a:1\nCOPY --from=b c c\n")]
    [InlineData("DL4006", Profiles.Hadolint, "FROM a:1\nRUN echo a | sha256sum -c -\n")]
    [InlineData("SC2035", Profiles.Hadolint, "FROM a:1\nRUN find . -name *.x\n")]
    [InlineData("SC2046", Profiles.Hadolint, "FROM a:1\nRUN a > $(b)\n")]
    [InlineData("SC2046", Profiles.Hadolint, "FROM a:1\nRUN a $(b && echo c)\n")]
    [InlineData("SC2154", Profiles.Hadolint, "FROM a:1\nRUN x='a b' set -e; c \"$x\"\n")]
    [InlineData("SC2283", Profiles.Hadolint, "FROM a:1\nRUN chmod =2775 /a\n")]
    [InlineData("SC2086", Profiles.Hadolint, "FROM a:1\nRUN a $PHPIZE_DEPS\n")]
    [InlineData("SC2086", Profiles.Hadolint, "FROM a:1\nRUN saved=$(apt-mark showmanual); apt-mark manual $saved\n")]
    [InlineData("SC2164", Profiles.Hadolint, "FROM a:1\nWORKDIR /a\nRUN cd /a; b\n")]
    public void It_is_found_under_the_profile_of_the_peer_alone(string code, Profiles peer, string text)
    {
        Assert.Contains(Find(peer), finding => finding.Rule.Code == code);
        Assert.DoesNotContain(Find(Profiles.Recommended), finding => finding.Rule.Code == code);

        IEnumerable<Diagnostic> Find(Profiles profile) =>
            NewRules.Linter(new LintOptions { Profile = profile, Selected = [code] }).Lint(new SourceText(text));
    }

    [Fact]
    public void A_SHELL_is_stronger_than_a_comment_above_it() => Assert.Contains(
        NewRules.Linter().Lint(new SourceText("# hadolint shell=pwsh\nFROM a:1\nSHELL [\"/bin/sh\", \"-c\"]\nRUN x = $(y)\n")), finding => finding.Rule.IsShellCheck);

    [Theory]
    [InlineData("# escape=`\nFROM a:1\n")]
    [InlineData("FROM mcr.microsoft.com/windows/servercore:1\n")]
    [InlineData("ARG V=1-nanoserver\nFROM golang:$V\n")]
    [InlineData("FROM --platform=windows/amd64 a:1\n")]
    [InlineData("FROM a:1-windowsservercore AS b\nFROM b\n")]
    [InlineData("# hadolint shell=powershell\nFROM a:1\n")]
    [InlineData("FROM a:1\n# dockerlint shell = pwsh because of the base\n")]
    [InlineData("FROM a:1\n# hadolint shell=powershell\nENV a=b\n")]
    public void A_script_for_Windows_is_not_read_as_one_for_sh(string before) =>
        Assert.DoesNotContain(NewRules.Linter().Lint(new SourceText(before + "RUN $x = $(y)\n")), finding => finding.Rule.IsShellCheck);
}
