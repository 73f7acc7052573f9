namespace DockerLint.Analysis.Tests.Fixes;

/// <summary>What the fixes make of RUNs; each is made with Windows' line ends too, and leaves nothing to fix.</summary>
public sealed class RunFixTests
{
    private const string From = "FROM debian:13\n";

    [Theory]
    [InlineData("DL3014", "apt-get install a", "apt-get install -y a")]
    [InlineData("DL3014", "sudo apt-get install --no-install-recommends \\\n  a", "sudo apt-get install --no-install-recommends -y \\\n  a")]
    [InlineData("DL3014", "apt-get install \\\n# c\n  a", "apt-get install -y \\\n# c\n  a")]
    [InlineData("DL3014", "[\"apt-get\", \"install\", \"a\"]", "[\"apt-get\", \"install\", \"-y\", \"a\"]")]
    [InlineData("DL3014", "sh -c 'apt-get install a'", "sh -c 'apt-get install -y a'")]
    [InlineData("DL3014", "sh -c \"apt-get install \\\"a\\\"\"", "sh -c \"apt-get install -y \\\"a\\\"\"")]
    [InlineData("DL3014", "[\"sh\", \"-c\", \"apt-get install a\"]", "[\"sh\", \"-c\", \"apt-get install -y a\"]")]
    [InlineData("DL3014", "sh -c apt-get\\ install\\ a", null)]
    [InlineData("DL3014", "<<E\napt-get install a\nE", "<<E\napt-get install -y a\nE")]
    [InlineData("DL3015", "apt-get install -y -t x a", "apt-get install -y --no-install-recommends -t x a")]
    [InlineData("DL3030", "yum install a", "yum install -y a")]
    [InlineData("DL3038", "microdnf install a", "microdnf install -y a")]
    [InlineData("DL3034", "zypper install a", "zypper install -y a")]
    [InlineData("DL3034", "zypper si a", null)]
    [InlineData("DL3019", "apk add --virtual b a", "apk add --no-cache --virtual b a")]
    [InlineData("DL3042", "python3 -m pip install -r a", "python3 -m pip install --no-cache-dir -r a")]
    [InlineData("DL3046", "useradd -u 1000000 a", "useradd -l -u 1000000 a")]
    [InlineData("DL3047", "wget a && /usr/bin/wget b", "wget -nv a && /usr/bin/wget -nv b")]
    public void An_option_is_added(string code, string before, string? after) => Makes(code, before, after);

    [Fact]
    public void BusyBox_gets_an_option_that_it_has() => Fixed.Makes("DL3047", "FROM alpine:3\nRUN wget a\n", "FROM alpine:3\nRUN wget -q a\n");

    [Theory]
    [InlineData("apt update && apt -y install a", "apt-get update && apt-get -y install a")]
    [InlineData("sh -c 'apt update'", "sh -c 'apt-get update'")]
    [InlineData("[\"apt\", \"update\"]", "[\"apt-get\", \"update\"]")]
    [InlineData("apt list", null)]
    [InlineData("apt upgrade", null)]
    [InlineData("/usr/bin/apt update", null)]
    [InlineData("'apt' update", null)]
    [InlineData("apt -o Binary::apt::x=1 update", null)]
    public void Apt_becomes_apt_get_where_both_do_the_same(string before, string? after) =>
        Fixed.Makes("DL3027", $"{From}RUN {before}\n", after is null ? null : $"{From}RUN {after}\n", FixSafety.Safe);

    [Theory]
    [InlineData("apt-get update && apt-get install a", "apt-get update && apt-get install a && rm -rf /var/lib/apt/lists/*")]
    [InlineData("apt-get update", "apt-get update && rm -rf /var/lib/apt/lists/*")]
    [InlineData("apt-get update # c", "apt-get update && rm -rf /var/lib/apt/lists/* # c")]
    [InlineData("apt-get update \\\n && apt-get install \\\n    a", "apt-get update \\\n && apt-get install \\\n    a \\\n && rm -rf /var/lib/apt/lists/*")]
    [InlineData("apt-get update && \\\n    apt-get install a", "apt-get update && \\\n    apt-get install a && \\\n    rm -rf /var/lib/apt/lists/*")]
    [InlineData("apt-get update && apt-get install \\\n    a \\\n    b", "apt-get update && apt-get install \\\n    a \\\n    b \\\n    && rm -rf /var/lib/apt/lists/*")]
    [InlineData("apt-get update && \\\n# c\n    apt-get install a", "apt-get update && \\\n# c\n    apt-get install a \\\n    && rm -rf /var/lib/apt/lists/*")]
    [InlineData("set -eux; \\\n\tapt-get update; \\\n\ta;", "set -eux; \\\n\tapt-get update; \\\n\ta; \\\n\trm -rf /var/lib/apt/lists/*;")]
    [InlineData("apt-get update; a || b", "apt-get update; a || b && rm -rf /var/lib/apt/lists/*")]
    [InlineData("if a; then apt-get update; fi", null)]
    [InlineData("apt-get update || yum update", null)]
    [InlineData("apt-get update; exec a", null)]
    [InlineData("apt-get update; a &", null)]
    [InlineData("sudo apt-get update", null)]
    [InlineData("sh -c 'apt-get update'", null)]
    [InlineData("apt-get update; cat <<E\na\nE", null)]
    [InlineData("[\"apt-get\", \"update\"]", null)]
    public void A_clean_up_goes_to_the_end(string before, string? after) => Makes("DL3009", before, after);

    [Theory]
    [InlineData("apt-get update\n  b", " && rm -rf /var/lib/apt/lists/*")]
    [InlineData("set -e\n  apt-get update\n  b", "\n  rm -rf /var/lib/apt/lists/*")]
    public void The_clean_up_of_a_script_in_a_here_document_hides_no_failure(string script, string cleanup) => Assert.Equal(
        $"FROM a\nRUN <<E\n  {script}{cleanup}\nE\n", Fixed.By("DL3009", $"FROM a\nRUN <<E\n  {script}\nE\n"));

    [Theory]
    [InlineData("RUN apt-get install b\n")]
    [InlineData("RUN c\nRUN sudo apt install b\nRUN d\n")]
    [InlineData("ONBUILD RUN apt-get install b\n")]
    [InlineData("FROM a\nFROM a AS c\nFROM c\nRUN apt-get install b\n")]
    public void Lists_that_a_later_install_needs_stay(string later) =>
        Fixed.Makes("DL3009", $"FROM debian:13 AS a\nRUN apt-get update\n{later}", null);

    [Fact]
    public void Lists_that_a_later_RUN_fetches_anew_go() => Fixed.Makes(
        "DL3009",
        $"{From}RUN apt-get update\nRUN apt-get update && apt-get install b && rm -rf /var/lib/apt/lists/*\n",
        $"{From}RUN apt-get update && rm -rf /var/lib/apt/lists/*\nRUN apt-get update && apt-get install b && rm -rf /var/lib/apt/lists/*\n");

    [Theory]
    [InlineData("DL3032", "yum install -y a", "yum install -y a && yum clean all")]
    [InlineData("DL3040", "dnf5 install -y a", "dnf5 install -y a && dnf5 clean all")]
    [InlineData("DL3036", "zypper in -y a", "zypper in -y a && zypper clean")]
    [InlineData("DL3060", "yarn", "yarn && yarn cache clean")]
    public void So_do_those_of_other_package_managers(string code, string before, string after) => Makes(code, before, after);

    [Fact]
    public void A_clean_up_is_joined_with_the_escape_character_of_the_file() => Fixed.Makes(
        "DL3009",
        "# escape=`\nFROM a\nSHELL [\"/bin/sh\", \"-c\"]\nRUN apt-get update `\n  && b\n",
        "# escape=`\nFROM a\nSHELL [\"/bin/sh\", \"-c\"]\nRUN apt-get update `\n  && b `\n  && rm -rf /var/lib/apt/lists/*\n");

    [Theory]
    [InlineData("RUN a\nRUN b\n", "RUN a \\\n    && b\n")]
    [InlineData("RUN a\n\n# c\n\n  # d\nrun b c", "RUN a \\\n# c\n  # d\n    && b c")]
    [InlineData("RUN --network=none a\nRUN --network=none b\n", "RUN --network=none a \\\n    && b\n")]
    [InlineData("RUN a || true\nRUN b\n", null)]
    [InlineData("RUN cd a\nRUN b\n", null)]
    [InlineData("RUN a\nRUN b || [ c ]\n", null)]
    [InlineData("RUN a &\nRUN b\n", null)]
    [InlineData("RUN a # c\nRUN b\n", null)]
    [InlineData("RUN a\n# hadolint ignore=DL3008\nRUN b\n", null)]
    [InlineData("RUN a\nRUN [\"b\"]\n", null)]
    [InlineData("RUN <<E\na\nE\nRUN b\n", null)]
    public void RUNs_are_joined(string before, string? after) => Fixed.MakesBelow(From, "DL3059", before, after);

    [Theory]
    [InlineData("RUN cd /a && b\n", "WORKDIR /a\nRUN b\n")]
    [InlineData("RUN --network=none cd /a \\\n    && b\nUSER x\nWORKDIR /c\nRUN d\n", "WORKDIR /a\nRUN --network=none b\nUSER x\nWORKDIR /c\nRUN d\n")]
    [InlineData("run cd /a && b", "workdir /a\nrun b")]
    [InlineData("RUN cd /a && b\nRUN c\n", null)]
    [InlineData("RUN cd /a && b\nCMD c\n", null)]
    [InlineData("RUN cd /a && b\nCOPY c d\n", null)]
    [InlineData("RUN cd a && b\n", null)]
    [InlineData("RUN cd /a; b\n", null)]
    [InlineData("RUN cd /$A && b\n", null)]
    [InlineData("RUN b && cd /a && c\n", null)]
    [InlineData("RUN cd /a && \\\n# c\n b\n", null)]
    public void A_cd_becomes_a_WORKDIR_where_nothing_else_notices(string before, string? after) => Fixed.MakesBelow(From, "DL3003", before, after);

    [Theory]
    [InlineData("USER root\nRUN sudo a && sudo -E b\n", "USER root\nRUN a && sudo -E b\n")]
    [InlineData("USER 0:0\nRUN sudo  a\n", "USER 0:0\nRUN a\n")]
    [InlineData("RUN sudo a\n", null)]
    [InlineData("USER x\nRUN sudo a\n", null)]
    [InlineData("USER root\nRUN sudo A=1 b\n", null)]
    public void Root_needs_no_sudo(string before, string? after) => Fixed.MakesBelow(From, "DL3004", before, after);

    [Theory]
    [InlineData("FROM debian:13\nRUN a\n# c\nRUN b | c\nRUN d | e\n", "FROM debian:13\nRUN a\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]\n# c\nRUN b | c\nRUN d | e\n")]
    [InlineData("FROM node:22-alpine AS a\nRUN b | c\nFROM a\nRUN d | e\n", "FROM node:22-alpine AS a\nSHELL [\"/bin/ash\", \"-o\", \"pipefail\", \"-c\"]\nRUN b | c\nFROM a\nRUN d | e\n")]
    [InlineData("FROM x\nSHELL [\"/bin/bash\", \"-ec\"]\nRUN a | b\nRUN c | d\n", "FROM x\nSHELL [\"/bin/bash\", \"-o\", \"pipefail\", \"-ec\"]\nRUN a | b\nRUN c | d\n")]
    [InlineData("FROM x\nSHELL [\"/bin/sh\", \"-c\"]\nRUN a | b\n", null)]
    [InlineData("FROM x\nRUN a | b\n", null)]
    [InlineData("FROM debian:13\nRUN bash -c 'a | b'\n", null)]
    public void Pipefail_is_set_where_the_shell_is_known(string before, string? after) => Fixed.Makes("DL4006", before, after);

    [Theory]
    [InlineData("SC2086", "a $b", "a \"$b\"")]
    [InlineData("SC2086", "a x/$b/${c}.z", "a \"x/$b/${c}.z\"")]
    [InlineData("SC2086", "a $b/* ~/$c", "a \"$b\"/* ~/\"$c\"")]
    [InlineData("SC2086", "a 'x'$b > $c", "a 'x'\"$b\" > \"$c\"")]
    [InlineData("SC2086", "a `b $c`", null)]
    [InlineData("SC2046", "a /$(b \"c\")/d", "a \"/$(b \"c\")/d\"")]
    [InlineData("SC2046", "a `b`", null)]
    [InlineData("SC2046", "a $(b && echo c)", null)]
    [InlineData("SC2086", "a='b c' && d $a", null)]
    [InlineData("SC2086", "a=--b; c || a=\"$a --d\"; e $a", null)]
    [InlineData("SC2086", "a='b c'; d=$a; e $d", null)]
    [InlineData("SC2086", "a=$(find b); c $a", null)]
    [InlineData("SC2086", "a=$(find b | head -n 1); c $a", "a=$(find b | head -n 1); c \"$a\"")]
    [InlineData("SC2086", "a=$(cat b | cut -c 1); c $a", "a=$(cat b | cut -c 1); c \"$a\"")]
    [InlineData("SC2086", "a=$(b-config --libs); [ -n $a ]", "a=$(b-config --libs); [ -n \"$a\" ]")]
    [InlineData("SC2086", "set -- $a", null)]
    [InlineData("SC2086", "sudo apt-get install -y $a b=$c", "sudo apt-get install -y $a \"b=$c\"")]
    [InlineData("SC2086", "dotnet publish -a $b", "dotnet publish -a \"$b\"")]
    [InlineData("SC2046", "apk add $(a)", null)]
    [InlineData("SC2046", "apt-get install -y a-$(uname -r)", "apt-get install -y \"a-$(uname -r)\"")]
    [InlineData("SC2046", "set -- $(a); export $(b)", null)]
    [InlineData("SC2046", "rm $(find a | sort) $(b-config --c) $(grep d e)", null)]
    [InlineData("SC2046", "rm $(ls | wc -l) > $(cat a)", "rm \"$(ls | wc -l)\" > $(cat a)")]
    [InlineData("SC2046", "rm $(ls | head -n 5) $(grep a b | tail -2) $(sed a b) $(echo a | tr b ' ')", null)]
    [InlineData("SC2046", "rm $(ls | head -n 1) $(echo a | tail -n1) $(echo a | sed b) $(echo a | tr -d ' ')", "rm \"$(ls | head -n 1)\" \"$(echo a | tail -n1)\" \"$(echo a | sed b)\" \"$(echo a | tr -d ' ')\"")]
    [InlineData("SC2046", "mkdir /a/$(cat b)", "mkdir \"/a/$(cat b)\"")]
    [InlineData("SC2046", "cd $(cat b)", "cd \"$(cat b)\"")]
    [InlineData("SC2164", "cd a; b", "cd a || exit; b")]
    [InlineData("SC2164", "b && cd a; c", null)]
    [InlineData("SC2162", "read a", "read -r a")]
    [InlineData("SC2166", "[ -f a -a -f b -a -f c ] && d", "[ -f a ] && [ -f b ] && [ -f c ] && d")]
    [InlineData("SC2166", "[ a -o b ] && d", "[ a ] || [ b ] && d")]
    [InlineData("SC2166", "d && [ a -o b ]", null)]
    [InlineData("SC2166", "[ a -o b -a c ]", null)]
    [InlineData("SC2166", "set -e; [ a -a b ]; c", null)]
    [InlineData("SC2166", "set -e; if [ a -a b ]; then c; fi", "set -e; if [ a ] && [ b ]; then c; fi")]
    [InlineData("SC2166", "d || [ a -a b ]", null)]
    [InlineData("SC2035", "rm -f *.a ?", "rm -f ./*.a ./?")]
    [InlineData("SC2035", "apt-get remove *a", null)]
    [InlineData("SC2035", "ls *.a", "ls ./*.a")]
    [InlineData("SC2035", "ls -d */ | cut -f1 -d/", null)]
    [InlineData("SC2035", "a=$(ls *.a); { wc -l *.a; } > b", null)]
    [InlineData("SC2035", "a | head *.b; cat *.a | b", "a | head ./*.b; cat ./*.a | b")]
    [InlineData("SC2061", "find . -name *.a -o -path */$b/*", "find . -name '*.a' -o -path \"*/$b/*\"")]
    [InlineData("SC2061", "find . -name *\\[a", null)]
    [InlineData("SC2155", "export a=\"$(b)\" && c", "a=\"$(b)\" && export a && c")]
    [InlineData("SC2155", "set -e; export a=\"$(b)\"; c", "set -e; a=\"$(b)\"; export a; c")]
    [InlineData("SC2155", "set -e; if export a=\"$(b)\"; then c; fi", "set -e; if a=\"$(b)\" && export a; then c; fi")]
    [InlineData("SC2155", "c || export a=$(b)", null)]
    [InlineData("SC2155", "export a=$(b) c=d", null)]
    [InlineData("SC2038", "find /a -type f | xargs -n1 rm", "find /a -type f -print0 | xargs -0 -n1 rm")]
    [InlineData("SC2038", "find /a -type f -o -type l | xargs rm", null)]
    [InlineData("SC2059", "printf \"$a\\n\"", "printf '%s\\n' \"$a\"")]
    [InlineData("SC2059", "printf \"a $b ${c}\"", "printf 'a %s %s' \"$b\" \"${c}\"")]
    [InlineData("SC2059", "printf $a b", null)]
    [InlineData("SC2268", "[ \"x$a\" = \"xb\" ]", "[ \"$a\" = \"b\" ]")]
    [InlineData("SC2268", "[ x$a = x ]", null)]
    [InlineData("SC2268", "[ \"x$a\" = 'x' -o b ]", null)]
    [InlineData("SC3014", "[ a == b ]", "[ a = b ]")]
    [InlineData("SC3046", "source /a/b && c", ". /a/b && c")]
    [InlineData("SC3046", "source a", null)]
    [InlineData("SC3020", "a &> b", "a > b 2>&1")]
    public void A_shell_script_is_put_right(string code, string before, string? after) => Makes(code, before, after);

    [Fact]
    public void A_variable_of_several_words_is_not_quoted() =>
        Fixed.Makes("SC2086", "FROM a\nENV A=\"-b -c\" D=e*\nRUN f $A $D\n", "FROM a\nENV A=\"-b -c\" D=e*\nRUN f $A \"$D\"\n");

    [Fact]
    public void What_ONBUILD_puts_off_is_put_right_too() =>
        Fixed.Makes("DL3014", "FROM a\nONBUILD RUN apt-get install b\n", "FROM a\nONBUILD RUN apt-get install -y b\n");

    private static void Makes(string code, string before, string? after) =>
        Fixed.Makes(code, $"{From}RUN {before}\n", after is null ? null : $"{From}RUN {after}\n");
}
