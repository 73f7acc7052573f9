using DockerLint.Analysis.Engine;
using DockerLint.Analysis.Facts;
using DockerLint.Analysis.Tests.Pages;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>When rules on commands, settings and sources report and when they do not; the pages have the rest.</summary>
public sealed class StructureConditionTests
{
    [Theory]
    [InlineData("FROM alpine:3", "curl a", "curl")]
    [InlineData("FROM alpine:3", "wget a", "")]
    [InlineData("FROM ubuntu:24.04", "wget a", "wget")]
    [InlineData("FROM fedora:41", "curl a", "")]
    [InlineData("FROM node:22", "curl a", "")]
    [InlineData("FROM node:22-slim", "curl a", "curl")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:8.0", "curl a", "curl")]
    [InlineData("FROM mcr.microsoft.com/dotnet/aspnet:8.0-nanoserver-ltsc2022", "curl a", "")]
    [InlineData("FROM gcr.io/distroless/static:debug", "wget a", "")]
    [InlineData("FROM example.com/alpine:3", "curl a", "")]
    [InlineData("FROM alpine:3", "curl a || wget a", "")]
    [InlineData("FROM alpine:3\nRUN apk add git", "curl a", "curl")]
    [InlineData("FROM alpine:3\nRUN apk add 'curl>8'", "curl a", "")]
    [InlineData("FROM alpine:3\nRUN apk add $PACKAGES", "curl a", "")]
    [InlineData("FROM alpine:3\nRUN ./install.sh", "curl a", "")]
    [InlineData("FROM alpine:3\nCOPY --from=b /usr/bin/curl /x/", "curl a", "")]
    [InlineData("FROM alpine:3\nCOPY tools /usr/local/bin/", "curl a", "")]
    [InlineData("FROM alpine:3\nCOPY app /srv/", "curl a", "curl")]
    [InlineData("FROM alpine:3 AS b\nRUN apk add curl\nFROM b", "curl a", "")]
    public void HealthcheckToolMissing(string stages, string check, string expected) =>
        Assert.Equal(expected, Flagged.In("DK1025", $"{stages}\nHEALTHCHECK CMD {check}\n"));

    [Theory]
    [InlineData("ENV A=1 B=2 A=3", "A=1", "ENV B=2 A=3")]
    [InlineData("ENV A=1 A=1", "A=1", "ENV A=1")]
    [InlineData("ENV A=1 A=2 A=3", "A=1 | A=2", "ENV A=3")]
    [InlineData("ENV A=1\nENV A=2", "", null)]
    [InlineData("LABEL a=1 \\\n  # why\n  b=2 a=3", "a=1", null)]
    [InlineData("LABEL a=1 b=1\nRUN x\nLABEL a=2", "a=1", "LABEL b=1\nRUN x\nLABEL a=2")]
    [InlineData("LABEL b=1 a=1\nLABEL a=2", "a=1", "LABEL b=1\nLABEL a=2")]
    [InlineData("ARG A=1\nARG A=2", "", null)]
    public void DuplicateEnvKey(string body, string expected, string? afterFix) => Check("DK1026", body, expected, afterFix);

    [Theory]
    [InlineData("ENV A=1\nENV B=2", "ENV", "ENV A=1 \\\n    B=2")]
    [InlineData("ENV A=1\r\nENV B=2", "ENV", "ENV A=1 \\\r\n    B=2")]
    [InlineData("LABEL a=1\nLABEL b=$A c=3\nLABEL d=4", "LABEL | LABEL", "LABEL a=1 \\\n      b=$A c=3 \\\n      d=4")]
    [InlineData("ENV A=1\nENV B=2\nENV C=$A", "ENV", "ENV A=1 \\\n    B=2\nENV C=$A")]
    [InlineData("ENV A=1\nENV A=2", "", null)]
    [InlineData("ENV A=1\n\nENV B=2", "", null)]
    [InlineData("ENV A=1\n# b\nENV B=2", "", null)]
    [InlineData("ENV A 1\nENV B=2", "ENV", null)]
    [InlineData("ENV A=1\nARG B=2\nENV C=2", "", null)]
    [InlineData("ENV A=1\nLABEL B=2", "", null)]
    public void ConsecutiveEnv(string body, string expected, string? afterFix) => Check("DK1028", body, expected, afterFix);

    [Theory]
    [InlineData("CMD ['a', 'b']", "['a', 'b']", "CMD [\"a\", \"b\"]")]
    [InlineData("CMD ['a', \\\n  'b']", "['a', \\\n  'b']", null)]
    [InlineData("CMD ['a \"b\"']", "['a \"b\"']", null)]
    [InlineData("CMD [\"a\" \"b\"]", "[\"a\" \"b\"]", null)]
    [InlineData("CMD [\"a\"] # b", "[\"a\"] # b", null)]
    [InlineData("ENTRYPOINT [\u201Ca\u201D]", "[\u201Ca\u201D]", "ENTRYPOINT [\"a\"]")]
    [InlineData("COPY ['a', 'b']", "['a', 'b']", "COPY [\"a\", \"b\"]")]
    [InlineData("VOLUME ['/a']", "['/a']", "VOLUME [\"/a\"]")]
    [InlineData("RUN ['a', 'b']", "['a', 'b']", "RUN [\"a\", \"b\"]")]
    [InlineData("RUN [ 'a' = 'b' ]", "", null)]
    [InlineData("RUN [\"a\"] || b", "", null)]
    [InlineData("RUN [ -f a ] && b", "", null)]
    [InlineData("CMD [\"a\"]", "", null)]
    [InlineData("CMD a", "", null)]
    public void JsonLikeShellForm(string body, string expected, string? afterFix) => Check("DK1029", body, expected, afterFix);

    [Theory]
    [InlineData("CMD [\"a\", \"$B\"]", "\"$B\"")]
    [InlineData("CMD [\"a\", \"${B:-c}\", \"&&\", \"d\"]", "\"${B:-c}\" | \"&&\"")]
    [InlineData("CMD [\"a\", \"$1\", \"^x$\", \"$(A)\", \"a&&b\"]", "")]
    [InlineData("CMD [\"/bin/sh\", \"-c\", \"a $B\"]", "")]
    [InlineData("CMD [\"tini\", \"--\", \"bash\", \"-c\", \"a $B\"]", "")]
    [InlineData("CMD [\"cmd.exe\", \"/c\", \"$B\"]", "")]
    [InlineData("RUN [\"a\", \"$B\"]", "\"$B\"")]
    [InlineData("SHELL [\"a\", \"$B\"]", "")]
    [InlineData("ENTRYPOINT [\"sh\", \"-c\"]\nCMD [\"a $B\"]", "")]
    [InlineData("ENTRYPOINT [\"a\"]\nCMD [\"$B\"]", "\"$B\"")]
    [InlineData("CMD a $B", "")]
    public void JsonFormShellSyntax(string body, string expected) => Check("DK1033", body, expected, null);

    [Theory]
    [InlineData("USER a\nRUN apk add b", "apk")]
    [InlineData("USER 1000:0\nRUN apt-get update", "apt-get")]
    [InlineData("USER root\nRUN apk add b", "")]
    [InlineData("USER 0\nRUN apk add b", "")]
    [InlineData("USER a\nRUN sudo apt-get update && sudo apt-get install b", "")]
    [InlineData("USER a\nRUN apk info && apt-get download b", "")]
    [InlineData("USER a\nUSER root\nRUN apk add b", "")]
    [InlineData("ARG U\nUSER $U\nRUN apk add b", "")]
    [InlineData("ARG U=a\nUSER $U\nRUN apk add b", "apk")]
    [InlineData("USER a\nRUN apk add --root /b c && dnf install --installroot=/b c && apt-get install --help", "")]
    public void PackagesAsUser(string body, string expected) => Check("DK1034", body, expected, null);

    [Theory]
    [InlineData("STOPSIGNAL 9", 1)]
    [InlineData("STOPSIGNAL KILL", 1)]
    [InlineData("STOPSIGNAL SIGSTOP", 1)]
    [InlineData("STOPSIGNAL 65", 1)]
    [InlineData("STOPSIGNAL -1", 1)]
    [InlineData("STOPSIGNAL 64", 0)]
    [InlineData("STOPSIGNAL SIGQUIT", 0)]
    [InlineData("STOPSIGNAL NO", 0)]
    [InlineData("STOPSIGNAL $S", 0)]
    public void UnusableStopSignal(string body, int count) => Assert.Equal(count, Findings.OfRule("DK1027", $"FROM a\n{body}\n").Length);

    [Theory]
    [InlineData("FROM scratch AS s\nCOPY a /b/c\nFROM a\nCOPY --from=s /b /x/\nCOPY --from=s /b/c /x/\nCOPY --from=s /b/c/d /x/")]
    [InlineData("FROM scratch AS s\nCOPY a /b/c\nFROM a\nCOPY --from=s /b/d /x/", "4:15")]
    [InlineData("FROM scratch AS s\nCOPY a /b/c\nFROM a\nCOPY --from=0 b/cd /x/", "4:15")]
    [InlineData("FROM scratch AS s\nWORKDIR /w\nCOPY a b\nFROM a\nCOPY --from=s /w/b /x/\nCOPY --from=s /b /x/", "6:15")]
    [InlineData("FROM scratch AS s\nCOPY a .\nFROM a\nCOPY --from=s /b /x/")]
    [InlineData("FROM scratch AS s\nCOPY a /b/\nRUN x\nFROM a\nCOPY --from=s /c /x/")]
    [InlineData("FROM scratch AS s\nADD a.tar /b/\nFROM a\nCOPY --from=s /c /x/")]
    [InlineData("FROM scratch AS s\nCOPY a /b/\nFROM a\nCOPY --from=s /c* $X /x/")]
    [InlineData("FROM scratch AS s\nCOPY a /b/\nFROM s AS t\nCOPY a /c/\nFROM a\nCOPY --from=t /b /c /d /x/", "6:21")]
    [InlineData("FROM a AS s\nCOPY a /b/\nFROM a\nCOPY --from=s /c /x/")]
    public void CopyFromMissingPath(string text, params string[] expected) =>
        Assert.Equal(expected, Findings.OfRule("DK3011", text + "\n"));

    [Theory]
    [InlineData("a.txt")]
    [InlineData("/a.txt ./b ../b/c.cs . /")]
    [InlineData("b/../a.txt")]
    [InlineData("*.txt b/* */c.cs [ab].txt ?.txt")]
    [InlineData("A.txt", "A.txt")]
    [InlineData("a.txt/x b/d", "a.txt/x", "b/d")]
    [InlineData("*.md b/*.md x/*", "*.md", "b/*.md", "x/*")]
    [InlineData("$UNKNOWN https://x/y git@x:y.git")]
    public void What_a_context_lacks(string sources, params string[] expected) =>
        Assert.Equal(expected, Missing($"FROM a\nADD {sources} /x/\n", null, "a.txt", "b/c.cs"));

    [Theory]
    [InlineData("*.txt", "a.txt b *.txt", "*.txt", "a.txt")]
    [InlineData("b", "b b/c.cs b/*", "b", "b/*", "b/c.cs")]
    [InlineData("b\n!b/c.cs", "b b/c.cs b/* b/d.cs", "b/d.cs")]
    [InlineData("*\n!b", "a.txt b/c.cs", "a.txt")]
    public void What_is_left_out_is_lacking(string ignore, string sources, params string[] expected) =>
        Assert.Equal(expected, Missing($"FROM a\nCOPY {sources} /x/\n", ignore, "a.txt", "b/c.cs", "b/d.cs.x"));

    [Fact]
    public void No_folder_is_listed_unless_a_pattern_goes_through_it()
    {
        var context = new ListedContext("node_modules/a/b", "src/a.cs");
        ContextSources.Missing(Findings.ModelOf("FROM a\nCOPY src node_modules/a src/*.cs /x/\n"), context, null);
        Assert.Equal(["src"], context.Listed);
    }

    [Theory]
    [InlineData("x.txt", "DK3009")]
    [InlineData("*.md", "DK3010")]
    [InlineData("yarn.lock*", null)]
    [InlineData(".npmr[c]", null)]
    [InlineData("docs*", "DK3010")]
    [InlineData("a.?", null)]
    [InlineData("a.??", "DK3010")]
    [InlineData("[a]x", "DK3010")]
    [InlineData("docs/a[1]", null)]
    [InlineData("a.txt", null)]
    [InlineData("../x.txt", "DK3001")]
    public void Missing_sources_are_reported_by_kind(string source, string? code)
    {
        string text = $"FROM a\nCOPY {source} /x/\n";
        FactSet facts = new() { MissingSources = ContextSources.Missing(Findings.ModelOf(text), new ListedContext("a.txt"), null) };
        Assert.Equal(code is null ? [] : [$"2:6 {code}"], Findings.Of(text, Findings.Only("DK3001", "DK3009", "DK3010"), facts: facts));
        Assert.Empty(Findings.Of(text, Findings.Only("DK3009", "DK3010")));
    }

    [Fact]
    public void What_dockerignore_leaves_out_is_told_once()
    {
        const string Text = "FROM a\nCOPY a.txt /x/\n";
        var ignore = IgnoreFile.Parse("a.txt");
        FactSet facts = new() { Ignore = ignore, MissingSources = ContextSources.Missing(Findings.ModelOf(Text), new ListedContext("a.txt"), ignore) };
        Assert.Equal(["2:6 DK1015"], Findings.Of(Text, Findings.Only("DK1015", "DK3009"), facts: facts));
    }

    private static string[] Missing(string text, string? ignore, params string[] files) =>
    [
        .. ContextSources.Missing(Findings.ModelOf(text), new ListedContext(files), ignore is null ? null : IgnoreFile.Parse(ignore))
            .Order(StringComparer.Ordinal),
    ];

    private static void Check(string code, string body, string expected, string? afterFix)
    {
        string text = $"FROM a\n{body}\n";
        Assert.Equal(expected, Flagged.In(code, text));
        FixedText result = Fixer.Apply(NewRules.Linter(Findings.Only(code)), new SourceText(text), FixSafety.Unsafe, BuildOptions.Default);
        Assert.Equal(afterFix is null ? text : $"FROM a\n{afterFix}\n", result.Text.Value);
    }

    [Theory]
    [InlineData("FROM REPLACE-ME\n")]
    [InlineData("FROM REPLACE_ME\n")]
    [InlineData("FROM Replace-Me\n", "1:6")]
    public void What_is_yet_to_be_put_in_is_no_reference(string text, params string[] expected) => Assert.Equal(expected, Findings.OfRule("DK2002", text));
}
