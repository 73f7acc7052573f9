using System.Collections.Immutable;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Rules that a configuration declares. Conditions are written <c>key=pattern|pattern;key=pattern</c>.</summary>
public sealed class DeclaredRuleTests
{
    [Theory]
    [InlineData("instruction=User", "USER b\nRUN a\n", "USER")]
    [InlineData("instruction=User|Run", "USER b\nWORKDIR /a\nRUN a\n", "USER | RUN")]
    [InlineData("instruction=Run", "ONBUILD RUN a\n", "RUN")]
    [InlineData("flag=chown=root*", "COPY a /b\nCOPY --link --chown=root:root a /b\n", "--chown=root:root")]
    [InlineData("text=pip install", "RUN a; pip install b\nRUN pip list\n", "pip install")]
    [InlineData("text=zz", "ZYX zz\n", "")]
    [InlineData("text=pip *|npm *", "RUN npm a\nRUN pip b\n", "npm a | pip b")]
    [InlineData("text=pip install", "RUN <<E\na\npip install b\nE\n", "pip install")]
    [InlineData("instruction=Run;text=zz ?", "RUN zz a\nCOPY zz b /\n", "zz a")]
    [InlineData("flag=mount=type=cache*;text=zz ?", "RUN --mount=type=cache,target=/c zz a\nRUN zz b\nRUN --mount=type=cache,target=/c yy c\n", "zz a")]
    public void An_instruction_is_found_where_all_its_conditions_hold(string match, string body, string expected) =>
        Assert.Equal(expected, Find(match, null, $"FROM a\n{body}"));

    [Theory]
    [InlineData("command=curl", "RUN curl a && wget b\n", "curl a")]
    [InlineData("command=curl", "RUN sudo /usr/bin/curl a\n", "/usr/bin/curl a")]
    [InlineData("command=curl|wget", "RUN curl a && wget b && git c\n", "curl a | wget b")]
    [InlineData("command=curl;instruction=Run", "RUN curl a\nONBUILD RUN curl b\n", "curl a | curl b")]
    [InlineData("command=curl;flag=mount=type=secret*", "RUN --mount=type=secret,id=a curl b\nRUN curl c\n", "curl b")]
    [InlineData("arguments=install", "RUN apk install b\nRUN apk add c\n", "apk install b")]
    [InlineData("command=apt-get|apk;all-arguments=install|gcc*", "RUN apt-get install gcc-12 && apt-get install make && apt-get remove gcc && yum install gcc\n", "apt-get install gcc-12")]
    public void A_program_is_found_with_its_arguments(string match, string body, string expected) =>
        Assert.Equal(expected, Find(match, null, $"FROM a\n{body}"));

    [Theory]
    [InlineData("image=alpine:3", "FROM alpine:3\nFROM alpine:4\n", "alpine:3")]
    [InlineData("image=alpine", "FROM alpine:3\nFROM debian:3\n", "alpine:3")]
    [InlineData("image=docker.io/library/alpine:3", "FROM alpine:3\nFROM alpine:4\n", "alpine:3")]
    [InlineData("image=docker.io/library/alpine", "FROM alpine:3\nFROM debian:3\n", "alpine:3")]
    [InlineData("image=docker.io/*", "FROM x.io/a:1\n", "")]
    [InlineData("image=*;flag=platform=*", "FROM --platform=linux/amd64 a:1\nFROM b:1\n", "a:1")]
    [InlineData("image=*;instruction=Copy", "FROM a:1 AS s\nCOPY --from=b:1 x /\nONBUILD COPY --from=c:1 x /\nFROM s\n", "b:1 | c:1")]
    [InlineData("image=docker/*", "# syntax=docker/dockerfile:1\nFROM a:1\n", "docker/dockerfile:1")]
    [InlineData("image=docker/*;instruction=From", "# syntax=docker/dockerfile:1\nFROM a:1\n", "")]
    [InlineData("image=docker/*;flag=*", "# syntax=docker/dockerfile:1\nFROM a:1\n", "")]
    [InlineData("image=docker/*;text=docker", "# syntax=docker/dockerfile:1\nFROM a:1\n", "")]
    public void An_image_is_found_by_each_of_its_names(string match, string text, string expected) =>
        Assert.Equal(expected, Find(match, null, text));

    [Theory]
    [InlineData("text=zz ?", "flag=mount=type=cache*", "RUN --mount=type=cache,target=/c zz a\nRUN zz b\n", "zz b")]
    [InlineData("text=zz ?", "instruction=Copy", "RUN zz a\nCOPY zz b /\n", "zz a")]
    [InlineData("instruction=Run|Copy", "text=zz", "RUN zz\nCOPY a b\n", "COPY")]
    [InlineData("instruction=Run|Copy", "arguments=-f", "RUN curl -f a\nCOPY a b\n", "COPY")]
    [InlineData("instruction=Run|Copy", "command=rm", "RUN a && rm b\nCOPY a b\n", "COPY")]
    [InlineData("command=curl", "arguments=-f*", "RUN curl a\nRUN curl -fo b\nRUN curl c && wget -f d\n", "curl a | curl c")]
    [InlineData("command=curl", "all-arguments=-f|-o", "RUN curl -f a\nRUN curl -f -o b\n", "curl -f a")]
    [InlineData("command=apt-get", "command=rm", "RUN apt-get install a && rm b\nRUN apt-get install c\n", "apt-get install c")]
    [InlineData("command=apt-get", "command=rm;arguments=-rf", "RUN apt-get a && rm -rf b\nRUN apt-get c && rm d\n", "apt-get c")]
    [InlineData("command=curl", "image=b:1", "RUN --mount=from=b:1,target=/b curl x\nRUN curl y\n", "curl y")]
    [InlineData("image=docker.io/*", "image=?:1", "RUN --mount=from=a:1,target=/a --mount=from=b:2,target=/b x\n", "b:2")]
    public void What_is_excepted_is_left_out(string match, string unless, string body, string expected) =>
        Assert.Equal(expected, Find(match, unless, $"FROM x.io/a:1\n{body}"));

    [Theory]
    [InlineData("instruction=From", "image=alpine", "FROM debian:12 AS a\nfrom alpine:3\n", "FROM")]
    [InlineData("image=*", "image=alpine", "FROM debian:12 AS a\nFROM alpine:3\n", "debian:12")]
    [InlineData("image=*", "instruction=Copy", "FROM a:1\nCOPY --from=b:1 x /\n", "a:1")]
    [InlineData("image=docker/*", "image=*:1", "# syntax=docker/dockerfile:1\nFROM a:1\n", "")]
    [InlineData("image=docker/*", "image=*:2", "# syntax=docker/dockerfile:1\nFROM a:1\n", "docker/dockerfile:1")]
    public void An_image_is_left_out_by_its_name(string match, string unless, string text, string expected) =>
        Assert.Equal(expected, Find(match, unless, text));

    [Theory]
    [InlineData("instruction=User", "FROM a AS b\nUSER x\nFROM c\nuser y\n", "user")]
    [InlineData("command=a", "FROM a AS b\nRUN a b\nFROM c\nRUN a c\n", "a c")]
    [InlineData("image=*", "FROM a:1 AS b\nCOPY --from=e:1 x /\nFROM c:1\nRUN x\nCOPY --from=d:1 x /\n", "c:1 | d:1")]
    [InlineData("image=*", "FROM a:1 AS s\nRUN x\nONBUILD COPY --from=d:1 x /\nFROM s\n", "a:1 | d:1")]
    [InlineData("image=*", "FROM a:1 AS b\nFROM b\n", "a:1")]
    [InlineData("image=*", "# syntax=docker/dockerfile:1\nFROM a:1\n", "a:1")]
    public void Only_what_ends_in_the_image_counts_where_that_is_asked(string match, string text, string expected)
    {
        Assert.Equal(expected, Find(match, null, text, onlyShipped: true));
        Assert.NotEqual("", Find(match, null, text));
    }

    [Fact]
    public void What_is_not_shipped_counts_unless_that_is_asked() =>
        Assert.Equal("USER | USER", Find("instruction=User", null, "FROM a AS b\nUSER x\nFROM c\nUSER y\n"));

    [Theory]
    [InlineData("https://example.com/x", "https://example.com/x")]
    [InlineData(null, "https://github.com/dockerlint/dockerlint/blob/main/docs/configuration.md#custom-rules")]
    public void A_rule_is_explained_where_its_team_does_or_in_our_manual(string? url, string expected) =>
        Assert.Equal(expected, DockerLint.Analysis.Rules.DeclaredRule.Of(Rule("instruction=Run", null) with { Url = url }).Info.Url);

    [Fact]
    public void A_finding_says_what_the_team_says_at_the_level_that_it_asks()
    {
        CustomRule rule = Rule("instruction=Run", null) with { Severity = Severity.Error };
        Diagnostic finding = Assert.Single(new Linter(Only(rule)).Lint(new SourceText("FROM a\nRUN b\n")));
        Assert.Equal(("X1", "wrong; do it", Severity.Error), (finding.Rule.Code, finding.Message, finding.Severity));
    }

    private static string Find(string match, string? unless, string text, bool onlyShipped = false) =>
        Flagged.In("X1", text, Only(Rule(match, unless) with { OnlyShipped = onlyShipped }));

    private static LintOptions Only(CustomRule rule) => Findings.Only("X1") with { CustomRules = [rule] };

    private static CustomRule Rule(string match, string? unless) => new("X1", "wrong; do it", Match(match)) { Unless = unless is null ? null : Match(unless) };

    private static CustomMatch Match(string conditions)
    {
        Dictionary<string, string[]> given = conditions.Split(';').Select(condition => condition.Split('=', 2)).ToDictionary(parts => parts[0], parts => parts[1].Split('|'));
        ImmutableArray<TextPattern> Patterns(string key) => [.. given.GetValueOrDefault(key, []).Select(text => TextPattern.TryParse(text, out TextPattern? pattern, out _) ? pattern : throw new FormatException(text))];
        return new CustomMatch
        {
            Instructions = [.. given.GetValueOrDefault("instruction", []).Select(Enum.Parse<InstructionKind>)],
            Flags = Patterns("flag"),
            Images = Patterns("image"),
            Commands = Patterns("command"),
            Arguments = Patterns("arguments"),
            AllArguments = Patterns("all-arguments"),
            Texts = Patterns("text"),
        };
    }
}
