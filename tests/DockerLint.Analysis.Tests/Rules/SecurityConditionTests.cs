using DockerLint.Semantics;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>When the rules on security report and when they do not; the pages have the rest.</summary>
public sealed class SecurityConditionTests
{
    [Theory]
    [InlineData("FROM debian:13\nCMD [\"a\"]", "1:6")]
    [InlineData("FROM docker.io/library/debian\nENTRYPOINT a", "1:6")]
    [InlineData("FROM scratch\nCMD [\"/a\"]", "1:6")]
    [InlineData("FROM debian:13 AS b\nCMD [\"a\"]\nFROM b", "3:6")]
    [InlineData("FROM debian:13 AS b\nUSER x\nFROM b\nCMD [\"a\"]")]
    [InlineData("FROM debian:13 AS b\nCMD [\"a\"]\nFROM example.com/c\nCMD [\"a\"]")]
    [InlineData("FROM debian:13")]
    [InlineData("FROM example.com/debian:13\nCMD [\"a\"]")]
    [InlineData("ARG B\nFROM $B\nCMD [\"a\"]")]
    [InlineData("FROM gcr.io/distroless/static:nonroot\nCMD [\"/a\"]")]
    [InlineData("FROM gcr.io/distroless/static\nCMD [\"/a\"]", "1:6")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:8.0-jammy-chiseled\nCMD [\"/a\"]")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:8.0\nCMD [\"/a\"]", "1:6")]
    [InlineData("FROM php:8.3-fpm\nCMD [\"php-fpm\"]")]
    [InlineData("FROM debian:13\nUSER 0\nCMD [\"a\"]")]
    [InlineData("FROM debian:13\nRUN apt-get install -y gosu=1.17\nCMD [\"a\"]")]
    [InlineData("FROM debian:13\nCOPY --from=x /usr/local/bin/gosu /usr/local/bin/\nCMD [\"a\"]")]
    [InlineData("FROM alpine:3\nCMD [\"nginx\", \"-g\", \"daemon off;\"]")]
    [InlineData("FROM alpine:3\nCMD exec /usr/sbin/sshd -D")]
    [InlineData("FROM alpine:3\nCMD [\"nginxish\"]", "1:6")]
    public void MissingUser(string text, params string[] expected) => Assert.Equal(expected, Findings.OfRule("DK5001", text + "\n"));

    [Fact]
    public void MissingUser_looks_at_the_target() => Assert.Equal(
        ["1:6"],
        Findings.OfRule("DK5001", "FROM debian:13 AS a\nCMD [\"a\"]\nFROM debian:13\nUSER x\nCMD [\"a\"]\n", BuildOptions.Default with { Target = "a" }));

    [Theory]
    [InlineData("curl x | sh", "sh")]
    [InlineData("curl x | sudo -H bash -s -- --yes", "bash")]
    [InlineData("curl x | tee log | bash", "bash")]
    [InlineData("(curl x || wget -O- x) | sh", "sh")]
    [InlineData("wget -qO- x | python3 - --version 1", "python3")]
    [InlineData("curl x | php -- --install-dir=/bin", "php")]
    [InlineData("curl x | php -r 'a'", "")]
    [InlineData("curl x | bash script", "")]
    [InlineData("curl x | bash -c 'cat'", "")]
    [InlineData("curl x | perl -ne 'print'", "")]
    [InlineData("curl x | jq .a", "")]
    [InlineData("echo a | sh && curl x", "")]
    [InlineData("bash -c \"$(curl x)\"", "bash")]
    [InlineData("bash -c \"A=$(curl x) && echo $A\"", "")]
    [InlineData("eval \"$(curl x)\"", "eval")]
    [InlineData("bash <(curl x)", "bash")]
    [InlineData("bash -c 'curl x | sh'", "sh")]
    [InlineData("curl -o a x && sha256sum -c a.sum && curl y | sh", "")]
    [InlineData("sh < file && curl x", "")]
    [InlineData("bash -c \"a | sh && curl x\"; curl y | sh", "sh")]
    [InlineData("bash -c \"curl x | dash\"; curl y | sh", "dash | sh")]
    [InlineData("curl x; wget y | sh", "sh")]
    [InlineData("curl x; (cat a) | sh", "")]
    public void PipedToShell(string run, string expected) => Assert.Equal(expected, Flagged.InRun("DK5004", run));

    [Theory]
    [InlineData("curl -k x", "-k")]
    [InlineData("curl -sSLk -o a x", "-sSLk")]
    [InlineData("curl --insecure x", "--insecure")]
    [InlineData("curl -okey x", "")]
    [InlineData("curl -H k x", "")]
    [InlineData("curl -k https://localhost:1/a", "")]
    [InlineData("curl -k x && gpg --verify a", "")]
    [InlineData("git -c http.sslVerify=false clone x", "http.sslVerify=false")]
    [InlineData("git config http.sslVerify true", "")]
    [InlineData("npm config set strict-ssl true", "")]
    [InlineData("npm --strict-ssl=false ci", "--strict-ssl=false")]
    [InlineData("python3 -m pip install --trusted-host=a b", "--trusted-host=a")]
    [InlineData("apt-get -o Acquire::https::Verify-Peer=false update", "Acquire::https::Verify-Peer=false")]
    [InlineData("yum --setopt=sslverify=false install a", "--setopt=sslverify=false")]
    [InlineData("go get -insecure a", "-insecure")]
    [InlineData("NODE_TLS_REJECT_UNAUTHORIZED=0 sudo npm ci", "NODE_TLS_REJECT_UNAUTHORIZED=0")]
    [InlineData("export PYTHONHTTPSVERIFY=0 X=1", "PYTHONHTTPSVERIFY=0")]
    [InlineData("export PYTHONHTTPSVERIFY=1", "")]
    public void TlsCheckDisabled(string run, string expected) => Assert.Equal(expected, Flagged.InRun("DK5005", run));

    [Theory]
    [InlineData("ADD https://x/1.0/a.tgz /", 1)]
    [InlineData("ADD --checksum=sha256:aadf411dc9ed5199bc7dab48b3e6ce18f8bbee4f170127f5ff1b75cd8035eb36 https://x/1.0/a.tgz /", 0)]
    [InlineData("ADD https://x/latest/a.tgz /", 0)]
    [InlineData("ADD https://x/a/raw/main/b /", 0)]
    [InlineData("ADD https://x/1.0/a.tgz /\nRUN sha256sum -c a", 0)]
    [InlineData("RUN sha256sum -c a\nADD https://x/1.0/a.tgz /", 1)]
    [InlineData("ADD a.tgz /", 0)]
    [InlineData("ADD https://github.com/a/b.git#v1 /", 0)]
    [InlineData("ADD https://x/$V/a.tgz /", 1)]
    public void AddWithoutChecksum(string body, int count) => Assert.Equal(count, Findings.OfRule("DK5006", $"FROM a\n{body}\n").Length);

    [Theory]
    [InlineData("chmod 4755 a", "4755", "")]
    [InlineData("chmod 04755 a", "04755", "")]
    [InlineData("chmod 6777 a", "6777", "")]
    [InlineData("chmod +s a", "", "")]
    [InlineData("chmod a+s a", "a+s", "")]
    [InlineData("chmod u=rwxs,go=rx a", "u=rwxs,go=rx", "")]
    [InlineData("chmod u-s,g-s /bin/a", "", "")]
    [InlineData("chmod g+s /srv", "", "")]
    [InlineData("chmod g+s /usr/bin/a", "g+s", "")]
    [InlineData("chmod -R 777 a", "", "777")]
    [InlineData("chmod 0777 a", "", "0777")]
    [InlineData("chmod 666 a", "", "666")]
    [InlineData("chmod o+w a", "", "o+w")]
    [InlineData("chmod ugo=rwx a", "", "ugo=rwx")]
    [InlineData("chmod 1777 a", "", "")]
    [InlineData("chmod 2777 a", "", "")]
    [InlineData("chmod a+rwxt a", "", "")]
    [InlineData("chmod 622 a", "", "")]
    [InlineData("chmod o-w,+x a", "", "")]
    [InlineData("chmod +w a", "", "")]
    [InlineData("chmod $MODE a", "", "")]
    [InlineData("chmod --reference=a b", "", "")]
    [InlineData("mkdir -p -m 777 a", "", "777")]
    [InlineData("install -m4755 a b", "-m4755", "")]
    [InlineData("install --mode=0666 a b", "", "--mode=0666")]
    public void SetuidBit_and_WorldWritable(string run, string setuid, string writable)
    {
        Assert.Equal(setuid, Flagged.InRun("DK5007", run));
        Assert.Equal(writable, Flagged.InRun("DK5008", run));
        Assert.Empty(Findings.OfRule("DK5008", $"FROM a AS b\nRUN {run}\nFROM a\n"));
    }

    [Theory]
    [InlineData("apt-get --force-yes install a", "--force-yes")]
    [InlineData("apt-get -oAPT::Get::AllowUnauthenticated=true install a", "-oAPT::Get::AllowUnauthenticated=true")]
    [InlineData("apt-get -o APT::Get::AllowUnauthenticated=true install a", "APT::Get::AllowUnauthenticated=true")]
    [InlineData("printf '[a]\\nrepo_gpgcheck=0\\ngpgcheck=0\\n' > /etc/yum.repos.d/a.repo", "gpgcheck=0")]
    [InlineData("yum --setopt=gpgcheck=0 install a", "--setopt=gpgcheck=0")]
    [InlineData("rpm --nosignature -i a", "--nosignature")]
    [InlineData("echo --force-yes", "")]
    [InlineData("apk add --allow-untrusted a.apk && sha512sum -c a", "")]
    [InlineData("echo 'deb [trusted=yes] file:///a ./' > b", "")]
    [InlineData("echo \"deb [ arch=a trusted=yes ] copy://$a ./\" > b", "")]
    [InlineData("echo 'deb [trusted=yes] https://a ./' > file:b", "trusted=yes")]
    public void UnauthenticatedPackages(string run, string expected) => Assert.Equal(expected, Flagged.InRun("DK5011", run));

    [Theory]
    [InlineData("ARG A_TOKEN\nRUN a $A_TOKEN ${A_TOKEN}", "$A_TOKEN")]
    [InlineData("ENV A_TOKEN=x\nRUN a $A_TOKEN", "")]
    [InlineData("RUN a $A_TOKEN", "")]
    [InlineData("ARG A_TOKEN\nRUN a '$A_TOKEN'", "")]
    [InlineData("ARG A_TOKEN\nRUN --mount=type=secret,id=x,env=A_TOKEN a $A_TOKEN", "")]
    [InlineData("ARG A_TOKEN\nRUN --mount=type=secret,id=x a $A_TOKEN", "$A_TOKEN")]
    public void SecretInBuildArgument(string body, string expected) => Assert.Equal(expected, Flagged.In("DK5013", $"FROM a\n{body}\n"));

    [Fact]
    public void A_secret_argument_is_reported_where_it_is_used_instead_of_where_it_is_declared() => Assert.Equal(
        ["3:7 DK5013"],
        Findings.Of("FROM alpine:3.20\nARG A_TOKEN\nRUN a $A_TOKEN\n", Findings.Only("DK1012", "DL3064", "DK5013")));

    [Theory]
    [InlineData("echo 'a:b' | chpasswd", "'a:b'")]
    [InlineData("echo 'a:b' | sudo chpasswd", "'a:b'")]
    [InlineData("printf '%s' 'a:b' | chpasswd", "'a:b'")]
    [InlineData("echo 'a:$6$b' | chpasswd -e", "")]
    [InlineData("echo \"a:$B\" | chpasswd", "")]
    [InlineData("chpasswd < file", "")]
    public void LiteralUserPassword(string run, string expected) => Assert.Equal(expected, Flagged.InRun("DK5015", run));

    [Theory]
    [InlineData("RUN ssh -o StrictHostKeyChecking=no a", 1)]
    [InlineData("RUN ssh -o 'stricthostkeychecking no' a", 1)]
    [InlineData("RUN ssh -o StrictHostKeyChecking=yes a", 0)]
    [InlineData("RUN ssh -o StrictHostKeyChecking=none a", 0)]
    [InlineData("RUN ssh \\\n# StrictHostKeyChecking=no\n a", 0)]
    [InlineData("CMD ssh -o StrictHostKeyChecking=no a", 0)]
    public void HostKeyCheckDisabled(string instruction, int count) => Assert.Equal(count, Findings.OfRule("DK5016", $"FROM a\n{instruction}\n").Length);
}
