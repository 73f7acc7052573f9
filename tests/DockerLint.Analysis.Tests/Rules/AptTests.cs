using DockerLint.Analysis.Tests.Fixes;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>The words by which rules on apt and apk tell what a command does.</summary>
public sealed class AptTests
{
    private const string ListsMount = "--mount=type=cache,target=/var/lib/apt";
    private const string ArchivesMount = "--mount=type=cache,target=/var/cache/apt";

    [Theory]
    [InlineData("apt-get update", "apt-get update")]
    [InlineData("apt-get update && apt update", "apt-get update")]
    [InlineData("apt-get update && npm install x", "apt-get update")]
    [InlineData("apt-get update && apt-get clean", "apt-get update")]
    [InlineData("apt-get update && apt-get install -y x", "")]
    [InlineData("apt-get update && apt-get purge -y x", "")]
    [InlineData("apt-get update && apt-get remove -y x", "")]
    [InlineData("apt-get update && apt-get autoremove -y", "")]
    [InlineData("apt-get update && rm -rf /var/lib/apt/lists/*", "")]
    public void An_update_that_nothing_in_its_RUN_needs_is_flagged(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DK4001", run));

    [Theory]
    [InlineData("FROM debian\nRUN apt-key add x\n", "apt-key")]
    [InlineData("FROM debian:13\nRUN apt-key add x\n", "apt-key")]
    [InlineData("FROM debian:13\nRUN apt-key adv --recv-keys x\n", "apt-key")]
    [InlineData("FROM debian:13\nRUN apt-key list\n", "")]
    [InlineData("FROM debian:wheezy-slim\nRUN apt-key add x\n", "")]
    [InlineData("FROM debian:jessie\nRUN apt-key add x\n", "")]
    [InlineData("FROM ubuntu:trusty\nRUN apt-key add x\n", "")]
    [InlineData("FROM ubuntu:14.04\nRUN apt-key add x\n", "")]
    [InlineData("FROM ubuntu:24.04\nRUN apt-key add x\n", "apt-key")]
    public void A_release_that_knows_signed_by_needs_no_apt_key(string text, string flagged) => Assert.Equal(flagged, Flagged.In("DK4012", text));

    [Theory]
    [InlineData("apt-get --quiet --quiet install x", "")]
    [InlineData("apt-get -q --quiet install x", "")]
    [InlineData("apt-get --quiet install x", "install")]
    [InlineData("apt-get -o Dpkg::Use-Pty=0 install x", "install")]
    [InlineData("apt-get --option APT::Get::Assume-Yes=true install x", "")]
    public void An_install_by_apt_get_does_not_ask(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DL3014", run));

    [Theory]
    [InlineData("apt-get install -o APT::Install-Recommends=no x", "")]
    [InlineData("apt-get install -o APT::Install-Recommends=off x", "")]
    [InlineData("apt-get install --option=apt::install-recommends=\"false\" x", "")]
    [InlineData("apt-get install -o APT::Install-Suggests=false x", "install")]
    public void A_setting_leaves_recommended_packages_out(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DL3015", run));

    [Fact]
    public void A_setting_that_is_not_of_apt_itself_does_not_keep_apt_from_becoming_apt_get() =>
        Fixed.Makes("DL3027", "FROM debian:13\nRUN apt -o Dpkg::Use-Pty=0 update\n", "FROM debian:13\nRUN apt-get -o Dpkg::Use-Pty=0 update\n");

    [Theory]
    [InlineData($"{ArchivesMount} apt-get update", "apt-get")]
    [InlineData($"{ListsMount} {ArchivesMount} apt-get update", "")]
    public void Lists_are_not_among_the_archives(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DL3009", run));

    [Theory]
    [InlineData($"RUN {ArchivesMount} mkdir /x && apt-get install -y x\n", ArchivesMount)]
    [InlineData($"RUN apt-get update\nRUN {ArchivesMount} mkdir /x\n", "")]
    [InlineData($"RUN {ListsMount},sharing=private apt-get update\n", "")]
    public void A_cache_that_apt_uses_is_locked(string body, string flagged) => Assert.Equal(flagged, Flagged.In("DK3013", $"FROM a\n{body}"));

    [Theory]
    [InlineData("apk add x", "add")]
    [InlineData("apk add --no-network x", "")]
    public void Without_a_network_apk_keeps_no_index(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DL3019", run));
}
