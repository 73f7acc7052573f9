using System.Collections.Immutable;
using System.Text;

namespace DockerLint.Analysis.Tests.Engine;

/// <summary>Files that are made of one thing, again and again.</summary>
internal static class GrowthShapes
{
    /// <summary>Each with its name.</summary>
    public static ImmutableArray<GrowthShape> All { get; } =
    [
        new("stages without names", "", _ => "FROM tools\n"),
        new("stages", "", i => $"FROM alpine:3 AS S{i}\nRUN a\n"),
        new("stages that start from each other", "FROM x:1 AS s0\n", i => $"FROM s{i} AS s{i + 1}\nRUN apt-get update && apt-get install -y curl\nCOPY a b\nENV A{i}=1\n"),
        new("stages that take from each other", "FROM x:1 AS s0\n", i => $"FROM x:1 AS s{i + 1}\nCOPY --from=s{i} /a /b\nRUN pip install x\n"),
        new("stages that start from one", "FROM x:1 AS s\nRUN apt-get update\n", _ => "FROM s\nRUN apt-get install curl\nCOPY --from=s /a /b\n"),
        new("stages of one name", "FROM x:1 AS s\n", _ => "FROM x:1 AS s\n"),
        new("stages that use a name", "", i => $"FROM t AS s{i}\nCOPY --from=T /a /b\n"),
        new("images", "FROM x:1 AS s\n", i => $"COPY --from=t{i} /a /b\n"),
        new("images of a registry", "", i => $"FROM --platform=$BUILDPLATFORM r.example.com/a{i}\nFROM $X{i}/a:latest\n"),
        new("RUN", "FROM x:1\n", _ => "RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*\n"),
        new("RUN of one command", "FROM x:1\n", _ => "RUN cd /a\n"),
        new("several RUN", "FROM x:1\n", _ => "RUN cd /a && sudo pip install b | c\nRUN wget http://a/b.tar.gz\nRUN tar xf b.tar.gz && useradd u\n"),
        new("RUN of every manager", "FROM x:1\n", _ => "RUN yum install a; dnf install a; zypper in a; apk add a; npm i a; gem install a; go install a; yarn add a; pip install a; apt install a\n"),
        new("ENV that use the one before", "FROM x:1\n", i => $"ENV A{i}=$A{i - 1}\n"),
        new("ENV that use nothing", "FROM x:1\n", i => $"ENV A{i}=$B{i}\n"),
        new("ENV that are set later", "FROM x:1\n", i => $"USER $B{i}\n", i => $"ENV B{i}=1\n"),
        new("ENV of one name", "FROM x:1\n", _ => "ENV A=$A:$B\n"),
        new("ARG", "", i => $"ARG A{i}=1\n", i => i == 0 ? "FROM x:1\n" : $"ARG A{i}\nRUN echo $A{i}\n"),
        new("ARG that nothing uses", "FROM x:1\n", i => $"ARG A{i}=$A{i - 1}\n"),
        new("ARG of one name", "ARG A=1\n", _ => "FROM x:$A\nARG A\nRUN echo $A\n"),
        new("ARG before FROM that nothing uses", "", i => $"ARG A{i}=$A{i - 1}\nARG $B{i}\n"),
        new("LABEL", "FROM x:1\n", i => $"LABEL a.b{i}=1\n"),
        new("LABEL of one name", "FROM x:1\n", i => "LABEL a.b=1 c.d=2\n"),
        new("LABEL in capitals", "FROM x:1\n", i => $"LABEL a.B{i}=1\n"),
        new("MAINTAINER along a chain", "FROM x:1 AS s0\n", i => $"FROM s{i} AS s{i + 1}\nMAINTAINER a\nRUN wget $TARGETARCH | b\n"),
        new("ARG in CMD", "FROM x:1\n", i => $"ARG A{i}=1\n", i => $"CMD $A{i}\n"),
        new("COPY", "FROM x:1\n", i => $"COPY a{i} /b{i}\nRUN chmod +x /b{i}\n"),
        new("COPY of all", "FROM x:1\n", _ => "COPY . /a\nRUN npm ci\n"),
        new("COPY and its removal", "FROM x:1\n", i => $"COPY a{i} /a{i}\n", i => $"RUN rm /a{i}\n"),
        new("COPY to relative places", "FROM x:1\n", i => $"COPY a{i} b{i}\nCOPY .env a/\n"),
        new("ADD", "FROM x:1\n", i => $"ADD a{i}.tar /b{i}\nADD http://x/y{i} /z\n"),
        new("ADD and unpacking", "FROM x:1\n", i => $"COPY a{i}.tar /b/a{i}.tar\n", i => $"RUN tar xf /b/a{i}.tar\n"),
        new("CMD", "FROM x:1\n", _ => "CMD a b\nENTRYPOINT c\nHEALTHCHECK CMD curl x\n"),
        new("CMD of one stage after many instructions", "FROM x:1\n", _ => "STOPSIGNAL SIGTERM\nEXPOSE 80/TCP\nUSER a\n"),
        new("small instructions", "FROM x:1\n", _ => "USER root\nWORKDIR a\nEXPOSE 80\nVOLUME /a\nMAINTAINER a\nSTOPSIGNAL 9\nSHELL [\"a\"]\nONBUILD RUN a\n"),
        new("USER", "FROM x:1\n", i => $"RUN useradd u{i}\nUSER u{i}\n"),
        new("USER and installs", "FROM x:1\n", i => $"USER u{i}\nRUN apt-get install -y a\n"),
        new("WORKDIR", "FROM x:1\n", i => $"WORKDIR /a{i}\nRUN mkdir -p /a{i + 1}\n"),
        new("relative WORKDIR", "FROM x:1\nWORKDIR /a\n", _ => "WORKDIR a\nWORKDIR ..\n"),
        new("WORKDIR and relative COPY", "FROM x:1\n", i => $"WORKDIR a\nCOPY a b{i}\nRUN cd b{i} && ls\n"),
        new("downloads", "FROM x:1\n", i => $"RUN curl -o /a{i} http://x/{i}\nRUN rm /a{i}\n"),
        new("secrets", "FROM x:1\n", i => $"ENV AWS_SECRET_ACCESS_KEY{i}=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY\n"),
        new("tokens in one ENV", "FROM x:1\nENV", i => $" A{i}=ghp_{i:D4}Zq3Xw9Lk2Vb7Nm5Rt8Yp1Hd4Gc6Jf{i:D4}", after: "\n"),
        new("secrets in one RUN", "FROM x:1\nRUN a", i => $" && PASSWORD{i}=hjx7Tq{i}wq"),
        new("mounts", "FROM x:1\n", i => $"RUN --mount=type=cache,target=/a{i} --mount=type=bind,from=x,source=a,target=/b b\n"),
        new("mounts of one RUN", "FROM x:1\nRUN", i => $" --mount=type=cache,target=/a{i} --mount=type=secret,id=a{i}", after: " apt-get install -y a\n"),
        new("flags of one COPY", "FROM x:1\nCOPY", i => $" --exclude=a{i} --foo{i}", after: " a /b\n"),
        new("sources of one COPY", "FROM x:1\nCOPY", i => $" a{i}", after: " /b/\n"),
        new("unknown instructions", "FROM x:1\n", i => $"FOO{i} a\n"),
        new("templates", "FROM x:1\n", _ => "RUN {{ a }}\nFOO {{ b }}\n"),
        new("a template over lines", "FROM x:1\nRUN a", i => $" \\\n && {{{{ if a{i} }}}} b $c"),
        new("commands of one RUN", "FROM x:1\nRUN a", i => $" \\\n && b{i} $c \"d\" | e"),
        new("cd in one RUN", "FROM x:1\nRUN a", i => $" \\\n && cd /b{i} && X{i}=$Y{i} && rm -rf $X{i}"),
        new("installs of one RUN", "FROM x:1\nRUN a", i => $" \\\n && apt-get update && apt-get install a{i} && pip install b{i} && curl http://a | sh && npm i a"),
        new("installs and one cleanup", "FROM x:1\nRUN a", i => $" && apt-get install -y a{i} && pip install b{i}", after: " && apt-get clean && pip cache purge\n"),
        new("modules of one RUN", "FROM x:1\nRUN yum install -y a", i => $" b{i}-$C{i}", i => i == 0 ? "\n" : $"ARG D{i}\n"),
        new("downloads of one RUN", "FROM x:1\nRUN a", i => $" && curl -k -o b{i} http://a"),
        new("files of one RUN", "FROM x:1\nRUN a", i => $" \\\n && curl -O http://a/b{i}.tgz && tar xf b{i}.tgz && rm b{i}.tgz && chmod 777 b{i} && ln -s /a /b{i}"),
        new("programs of one RUN", "FROM x:1\nRUN a", i => $" \\\n && sudo a{i} && useradd u{i} && wget http://x{i} && gpg a && git clone a && export A{i}=1 && set -e"),
        new("assignments of one RUN", "FROM x:1\nRUN ", i => $"a{i}=1; "),
        new("assignments and uses of one RUN", "FROM x:1\nRUN ", i => $"a{i}=$(b); c $a{i} \"$a{i}\"; unset a{i}; "),
        new("uses of one RUN", "FROM x:1\nRUN ", i => $"a $b{i} \"${{c{i}:-1}}\"; "),
        new("uses of ENV in one RUN", "FROM x:1\n", i => $"ENV b{i}=1\nARG c{i}\n", i => i == 0 ? "RUN a" : $" && $b{i} $c{i} $d{i}"),
        new("substitutions", "FROM x:1\nRUN ", _ => "a$(b $(c `d`)) "),
        new("backquotes of one RUN", "FROM x:1\nRUN ", _ => "a `b` \"`c \\`d\\``\"; "),
        new("functions", "FROM x:1\nRUN ", i => $"f{i}() {{ local x=$1; f{i - 1}; }}; "),
        new("functions and variables", "FROM x:1\nRUN ", i => $"f{i}() {{ a $x{i}; x{i - 1}=1; }}; f{i} && b $x{i}; "),
        new("one function called again and again", "FROM x:1\nRUN f() { local x=$1; a $x; b=1; }; ", i => $"f {i}; c $b; "),
        new("words of a command", "FROM x:1\nRUN apt-get install", i => $" p{i}"),
        new("expansions of a command", "FROM x:1\nRUN a", i => $" $b{i} \"$c\" $(d)"),
        new("expansions of a declaration", "FROM x:1\nRUN export", i => $" a{i}=$b{i} c{i}"),
        new("expansions of one word", "FROM x:1\nRUN a ", i => $"$b{i}$(c)"),
        new("words of a plain command", "FROM x:1\nRUN echo", i => " a\\n b{c,d} [a-z] *"),
        new("words of rm", "FROM x:1\nRUN rm -rf", i => $" /a{i} $b/*"),
        new("words of chmod", "FROM x:1\nRUN chmod 777", i => $" /a{i}"),
        new("words of mkdir", "FROM x:1\nRUN useradd a; mkdir", i => $" /a{i}"),
        new("words of a test", "FROM x:1\nRUN [ a", i => $" -a $b{i} == c -o -n d", after: " ]"),
        new("unquoted words of a command", "FROM x:1\nRUN echo", i => $" a{i} $x $(cat b)"),
        new("words of pip", "FROM x:1\nRUN pip install", i => $" p{i} --foo{i} -r a"),
        new("words of npm", "FROM x:1\nRUN npm install -g", i => $" p{i} && yarn add a{i}"),
        new("words of read", "FROM x:1\nRUN read", i => $" p{i}"),
        new("a pipeline", "FROM x:1\nRUN a", i => $" | b $c{i} | xargs rm | grep {i} | sudo sh"),
        new("pipelines of one RUN", "FROM x:1\nRUN a", i => $"; b{i} | c"),
        new("redirections", "FROM x:1\nRUN a", i => $" >b{i} 2>&1 <$c"),
        new("a case", "FROM x:1\nRUN case $a in", i => $" b{i}) c=$d; e $c;;", after: " esac"),
        new("patterns of a case", "FROM x:1\nRUN case $a in x", i => $"|b{i}", after: ") c;; esac"),
        new("if and else", "FROM x:1\nRUN if a; then b", i => $"; elif [ $c{i} = d ]; then e=$f{i}", after: "; fi"),
        new("loops of one RUN", "FROM x:1\nRUN a", i => $"; for b{i} in $c d; do e $b{i}; f=$(ls); done; while read g; do h $g; done"),
        new("words of a loop", "FROM x:1\nRUN for a in x", i => $" b{i} $c", after: "; do d $a; done"),
        new("groups of one RUN", "FROM x:1\nRUN a", i => $"; ( cd b{i}; c{i}=1; d $c{i} ); {{ e; }}"),
        new("arithmetic", "FROM x:1\nRUN a $((1", i => $"+b{i}*$c", after: "))"),
        new("lines of a here-document", "FROM x:1\nRUN <<EOF\n", _ => "if [ $a == b ]; then cd c; fi\n", after: "EOF\n"),
        new("commands of a here-document", "FROM x:1\nRUN <<EOF\n", i => $"a{i}=$b{i}\nexport c{i}=1\napt-get install d\n", after: "EOF\n"),
        new("here-documents", "FROM x:1\n", i => $"RUN <<E\na $b{i}\nE\nCOPY <<E /a{i}\na $b\nE\n"),
        new("here-documents of one COPY", "FROM x:1\nCOPY", _ => " <<E", i => i == 0 ? " /a/\n" : "a $b\nE\n"),
        new("a comment for each RUN", "FROM x:1\n", _ => "# hadolint ignore=DL3008\nRUN apt-get install a\n"),
        new("a comment for each file", "FROM x:1\n", _ => "# dockerlint global ignore=DL3015\nRUN apt-get install a\n"),
        new("a comment for each stage", "", _ => "# dockerlint stage ignore=DL3008\nFROM x:1\nRUN apt-get install a\n"),
        new("comments above one RUN", "FROM x:1\n", i => $"# hadolint ignore=DL30{i % 100:D2}\n", i => i == 0 ? "RUN a" : $" && cd a{i}"),
        new("comments above one stage", "", i => $"# hadolint stage ignore=DL30{i % 100:D2}\n", i => i == 0 ? "FROM a\n" : "RUN cd a\n"),
        new("comments in one RUN", "FROM x:1\nRUN a", i => $" \\\n# dockerlint ignore=DL3003\n && cd a{i}"),
        new("comments that are stacked in one RUN", "FROM x:1\nRUN a", _ => " \\\n# dockerlint ignore=DL3003", after: " \\\n && cd a\n"),
        new("comments of BuildKit", "FROM x:1\n", _ => "# check=skip=JSONArgsRecommended\nCMD a\n"),
        new("comments above one CMD", "FROM x:1\n", _ => "# check=skip=JSONArgsRecommended\n", after: "CMD a $b\n"),
        new("names in one comment", "# dockerlint global ignore=DL3003", i => $",DL30{i % 100:D2}", i => i == 0 ? "\nFROM x:1\n" : $"RUN cd a{i}\n"),
        new("names in the directive", "# check=skip=JSONArgsRecommended", i => $",A{i}", i => i == 0 ? "\nFROM x:1\n" : $"CMD a\n"),
        new("comments that describe", "", i => $"# A{i} is a thing\nARG A{i}\n# a\nFROM x AS b{i}\n"),
        new("pairs of an ENV", "FROM x:1\nENV", i => $" P{i}=$P{i}"),
        new("pairs of an ENV that use each other", "FROM x:1\nENV", i => $" P{i}=$P{i - 1}"),
        new("pairs of a LABEL", "FROM x:1\nLABEL", i => $" a.b{i}=1"),
        new("pairs of one name", "FROM x:1\nENV", i => " \\\n A=1 \\\n# a\n B=2"),
        new("arguments of an ARG", "FROM x:1\nARG", i => $" a{i}=$b{i}"),
        new("ports", "FROM x:1\nEXPOSE", i => $" {i % 65_000 + 1} a{i} {i}/TCP"),
        new("volumes", "FROM x:1\nVOLUME", i => $" /{i}", after: "\nRUN a\n"),
        new("elements", "FROM x:1\nCMD [\"a\"", _ => ",\"$b\",\"&&\"", after: "]\n"),
        new("variables of one word", "FROM x:1\nWORKDIR /", i => $"${{A{i}:-b}}$C{i}"),
        new("ONBUILD", "FROM x:1\n", i => $"ONBUILD RUN cd a && $b{i}\nONBUILD COPY a b{i}\n"),
        new("SHELL", "FROM x:1\n", i => $"SHELL [\"/bin/bash\", \"-c\"]\nRUN a | b{i}\n"),
        new("nothing but text", "FROM x:1\nRUN ", _ => "a"),
        new("nothing but quotes", "FROM x:1\nRUN ", _ => "'a'\"b\""),
    ];
}

/// <summary>Files that are made of one thing, as many as one likes.</summary>
/// <param name="name">What it is.</param>
/// <param name="before">What stands before them.</param>
/// <param name="piece">One of them, by its number.</param>
/// <param name="other">What stands as often behind them all, by its number.</param>
/// <param name="after">What stands at the end.</param>
internal sealed class GrowthShape(string name, string before, Func<int, string> piece, Func<int, string>? other = null, string after = "")
{
    /// <summary>What it is.</summary>
    public string Name => name;

    /// <summary>A file of about that many characters.</summary>
    public string Text(int length)
    {
        var text = new StringBuilder(before);
        int count = 0;
        for (int size = 0; size < length; size += piece(count).Length + (other?.Invoke(count).Length ?? 0), count++)
            text.Append(piece(count));
        for (int number = 0; other is not null && number < count; number++)
            text.Append(other(number));
        return text.Append(after).ToString();
    }
}
