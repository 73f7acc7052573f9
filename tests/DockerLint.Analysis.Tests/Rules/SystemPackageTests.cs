namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Rules on apt, apk, yum, dnf and zypper.</summary>
public sealed class SystemPackageTests
{
    [Theory]
    [InlineData("DL3008", "apt-get install -y curl", "curl")]
    [InlineData("DL3008", "apt-get install -y curl=1 git", "git")]
    [InlineData("DL3008", "apt-get install -y a b c", "a")]
    [InlineData("DL3008", "apt-get -o Dpkg::Use-Pty=0 install curl=1", "")]
    [InlineData("DL3008", "apt-get install -t stable curl=1", "")]
    [InlineData("DL3008", "apt-get install curl/stable ./x.deb /tmp/y.deb gone-", "")]
    [InlineData("DL3008", "apt-get install \"curl=$VERSION\"", "")]
    [InlineData("DL3008", "apt-get install $PACKAGES", "$PACKAGES")]
    [InlineData("DL3008", "apt-get remove curl", "")]
    [InlineData("DL3018", "apk add --no-cache -t .deps gcc=1", "")]
    [InlineData("DL3018", "apk add -Ut .deps gcc", "gcc")]
    [InlineData("DL3018", "apk add --virtual=.deps gcc~12 x.apk !y", "")]
    [InlineData("DL3018", "apk add =x ~y \"<z\"", "")]
    [InlineData("DL3033", "yum install -y httpd", "httpd")]
    [InlineData("DL3033", "yum install -y httpd-2.4 java-1.8.0-openjdk", "java-1.8.0-openjdk")]
    [InlineData("DL3033", "yum install -y --enablerepo epel httpd-2.4 @base x.rpm https://x.org/y.rpm", "")]
    [InlineData("DL3033", "yum install -y httpd-$VERSION", "httpd-$VERSION")]
    [InlineData("DL3041", "dnf module install php:8 ruby", "ruby")]
    [InlineData("DL3041", "dnf in -y openssl-1:1.1.1k-7.fc40", "")]
    [InlineData("DL3037", "zypper in -y tomcat", "tomcat")]
    [InlineData("DL3037", "zypper in -y -t pattern 'tomcat>9'", "")]
    public void A_package_without_its_version_is_flagged(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.InRun(code, text));

    [Theory]
    [InlineData("DL3033", "FROM a\nARG V=1\nRUN yum install -y httpd-${V}\n", "")]
    [InlineData("DL3033", "FROM a\nENV V=1\nRUN yum install -y httpd-${V}\n", "")]
    [InlineData("DL3033", "FROM a\nENV V=1\nFROM b\nRUN yum install -y httpd-${V}\n", "httpd-${V}")]
    public void A_version_in_a_variable_counts_where_the_file_defines_it(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.In(code, text));

    [Theory]
    [InlineData("DL3014", "apt-get install curl", "install")]
    [InlineData("DL3014", "apt-get -qq install curl && apt-get install -q=2 x && apt-get -qy install x", "")]
    [InlineData("DL3014", "apt-get -o APT::Get::Assume-Yes=true install curl", "")]
    [InlineData("DL3014", "sudo -E apt-get install curl", "install")]
    [InlineData("DL3030", "yum groupinstall x", "groupinstall")]
    [InlineData("DL3030", "yum --assumeyes localinstall x", "")]
    [InlineData("DL3034", "zypper rm x", "rm")]
    [InlineData("DL3034", "zypper -n in x && zypper patch -y", "")]
    [InlineData("DL3038", "microdnf install x", "install")]
    [InlineData("DL3038", "dnf -qy install x", "")]
    public void A_command_that_asks_is_flagged(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.InRun(code, text));

    [Theory]
    [InlineData("DL3009", "apt-get update && apt-get install x", "apt-get")]
    [InlineData("DL3009", "apt-get update && rm -rf /tmp/x", "apt-get")]
    [InlineData("DL3009", "rm -rf /var/lib/apt/lists/* && apt-get update", "apt-get")]
    [InlineData("DL3009", "apt-get update && rm -rf /var/lib/apt/lists/*", "")]
    [InlineData("DL3009", "apt-get update && rm -rf /var/lib/apt/", "")]
    [InlineData("DL3009", "apt update && find /var/lib/apt/lists -type f -delete", "")]
    [InlineData("DL3009", "apt-get update; apt-get dist-clean", "")]
    [InlineData("DL3009", "--mount=type=cache,target=/var/lib/apt/lists,sharing=locked apt-get update", "")]
    [InlineData("DL3009", "--mount=type=bind,target=/var/lib/apt/lists apt-get update", "apt-get")]
    [InlineData("DL3019", "apk add x", "add")]
    [InlineData("DL3019", "apk --no-cache add x", "")]
    [InlineData("DL3019", "--mount=type=cache,target=/var/cache apk add x", "")]
    [InlineData("DL3032", "yum install -y x && yum clean metadata", "yum")]
    [InlineData("DL3032", "yum install -y x && yum clean all", "")]
    [InlineData("DL3032", "yum clean all && yum install -y x", "yum")]
    [InlineData("DL3032", "yum install -y x && yum clean all && yum install -y y", "yum")]
    [InlineData("DL3032", "--mount=type=cache,target=/var/cache/yum yum install -y x", "")]
    [InlineData("DL3036", "zypper in x; zypper cc -a", "")]
    [InlineData("DL3036", "zypper in x", "zypper")]
    [InlineData("DL3040", "dnf up -y && microdnf clean all", "dnf")]
    [InlineData("DL3040", "dnf up -y && dnf clean all", "")]
    public void What_is_downloaded_is_removed_in_the_same_RUN(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.InRun(code, text));

    [Theory]
    [InlineData("DL3009", "FROM a AS b\nRUN apt-get update\nFROM c\nCOPY --from=b /x /\n", "")]
    [InlineData("DL3009", "FROM a AS b\nRUN apt-get update\nFROM b\n", "apt-get")]
    [InlineData("DL3009", "FROM a AS b\nONBUILD RUN apt-get update\nFROM c\n", "apt-get")]
    public void Lists_of_a_stage_that_is_not_shipped_do_no_harm(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.In(code, text));

    [Theory]
    [InlineData("DL3015", "apt-get install -y x", "install")]
    [InlineData("DL3015", "apt-get install --no-install-recommends x", "")]
    [InlineData("DL3015", "apt-get install -o APT::Install-Recommends=0 x", "")]
    [InlineData("DL3015", "apt-get install -oAPT::Install-Recommends=false x", "")]
    [InlineData("DL3015", "apt-get install -o APT::Install-Recommends=true x", "install")]
    public void Recommended_packages_are_left_out(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.InRun(code, text));

    [Theory]
    [InlineData("DL3027", "apt install x", "apt")]
    [InlineData("DL3027", "apt-get install apt", "")]
    [InlineData("DL3035", "zypper -n dup", "dup")]
    public void Programs_that_are_not_for_builds_are_flagged(string code, string text, string flagged) => Assert.Equal(flagged, Flagged.InRun(code, text));
}
