using CsCheck;
using DockerLint.Syntax.Tree;
using DockerLint.Tests;

namespace DockerLint.Semantics.Tests;

/// <summary>What holds of every text.</summary>
public sealed class ModelPropertyTests
{
    private const string Sample = """
        # syntax=docker/dockerfile:1
        # check=skip=all
        ARG VERSION=3.20
        FROM --platform=$BUILDPLATFORM alpine:${VERSION:-latest} AS build
        ARG VERSION TARGETARCH
        ENV A=1 B="${A:-2}" PATH=/x:$PATH
        WORKDIR /src/$A
        COPY --chmod=0644 --exclude=*.md <<EOF ./a ${B#*:} /dst/
        text $A ${B/x/y}
        EOF
        ADD --checksum=sha256:0123 https://example.com/a.git?ref=v1#main:sub /git
        RUN --mount=type=cache,target=/c,id=$A --mount=from=other,target=/o --network=none echo "$A"
        ONBUILD COPY --from=build / /x
        ONBUILD ENV A=${A}1
        FROM build AS other
        EXPOSE 80/tcp ${PORT:-8080} 8000-8010
        VOLUME ["/data", "$A"]
        STOPSIGNAL SIGTERM
        HEALTHCHECK --interval=5s --retries=3 CMD x
        SHELL ["/bin/bash", "-c"]
        USER $A:b
        ENTRYPOINT ["x"]
        CMD y
        FROM other
        COPY --from=0 --chown=$A / /
        LABEL a.b="c d" 'e'=f
        """;

    private static readonly string[] s_words =
    [
        "FROM ", "scratch", " AS ", "a", "b", "ARG ", "ENV ", "COPY ", "--from=", "RUN ", "--mount=", "from=", "ONBUILD ",
        "EXPOSE ", "WORKDIR ", "STOPSIGNAL ", "VOLUME ", "ADD ", "--platform=", "--checksum=", "$", "${", "}", ":-", "#", "%", "/", "//",
        "?", "\"", "'", "\\", "\n", "=", ",", "<<E", "\nE\n", "0", "1", "A", "# escape=`\n", "# check=", "\t", " ", "\r\n", "\0", "\ud800", "\udc00", "é",
    ];

    private static readonly Gen<string> s_word = Gen.Int[0, s_words.Length - 1].Select(static index => s_words[index]);

    private static readonly Gen<string> s_random = Gen.Frequency(
        (1, Gen.String),
        (4, Gen.OneOf(s_word, Gen.Char.Select(static c => c.ToString())).Array[0, 60].Select(string.Concat)));

    private static readonly Gen<string> s_mutated =
        Gen.Select(Gen.Int[0, Sample.Length], Gen.Int[0, 12], s_word)
            .Array[1, 6]
            .Select(static changes =>
            {
                string text = Sample;
                foreach ((int at, int length, string replacement) in changes)
                {
                    int start = Math.Min(at, text.Length);
                    text = text[..start] + replacement + text[Math.Min(start + length, text.Length)..];
                }

                return text;
            });

    [Fact]
    public void No_text_makes_a_model_throw() => s_random.Sample(Check, iter: 2000);

    [Fact]
    public void No_change_to_a_file_makes_a_model_throw() => s_mutated.Sample(Check, iter: 2000);

    [Theory]
    [InlineData("stages that start from each other", 10_000)]
    [InlineData("stages that start from one", 10_000)]
    [InlineData("ENV that use the one before", 10_000)]
    [InlineData("COPY from the stage before", 10_000)]
    [InlineData("COPY from the stage after", 5_000)]
    [InlineData("stages in one circle", 5_000)]
    [InlineData("variables that nothing defines, in a long chain", 5_000)]
    [InlineData("one variable set again and again", 10_000)]
    [InlineData("triggers along a chain", 5_000)]
    [InlineData("WORKDIR without end", 5_000)]
    [InlineData("images", 10_000)]
    [InlineData("values that double", 5_000)]
    [InlineData("long values", 5_000)]
    [InlineData("patterns in long values", 2_000)]
    public void Time_grows_with_the_text(string shape, int count)
    {
        var small = DockerfileSyntax.Parse(Shaped(shape, count / Growth.Factor));
        var large = DockerfileSyntax.Parse(Shaped(shape, count));
        Growth.AssertLinear(shape, () => Build(small), () => Build(large));
    }

    private static void Build(DockerfileSyntax syntax)
    {
        var model = DockerfileModel.Create(syntax);
        foreach (Stage stage in model.Stages)
        {
            stage.BaseImageFacts(model);
            stage.Scope.Find("NONE", int.MaxValue);
        }

        Assert.NotEmpty(model.Stages[^1].Scope.NamesBefore(int.MaxValue));
    }

    private static string Shaped(string shape, int count)
    {
        IEnumerable<int> numbers = Enumerable.Range(0, count);
        return shape switch
        {
            "stages that start from each other" => "FROM x AS s0\n" + string.Concat(numbers.Select(static n => $"FROM s{n} AS s{n + 1}\nENV A{n}=$A\n")),
            "stages that start from one" => "FROM x AS s\nENV A=1\n" + string.Concat(numbers.Select(static n => $"FROM s AS s{n}\nENV B=$A\n")),
            "ENV that use the one before" => "FROM x\n" + string.Concat(numbers.Select(static n => $"ENV A{n + 1}=${{A{n}:-1}}\n")),
            "COPY from the stage before" => "FROM x AS s0\n" + string.Concat(numbers.Select(static n => $"FROM x AS s{n + 1}\nCOPY --from=s{n} / /\n")),
            "COPY from the stage after" => string.Concat(numbers.Select(static n => $"FROM x AS s{n}\nCOPY --from=s{n + 1} / /\n")) + $"FROM x AS s{count}",
            "stages in one circle" => $"FROM x AS s0\nCOPY --from=s{count} / /\n" + string.Concat(numbers.Select(static n => $"FROM x AS s{n + 1}\nCOPY --from=s{n} / /\n")),
            "variables that nothing defines, in a long chain" => "FROM x AS s0\n" + string.Concat(numbers.Select(static n => $"FROM s{n} AS s{n + 1}\nUSER $U{n}\n")),
            "one variable set again and again" => "FROM x\n" + string.Concat(numbers.Select(static _ => "ENV A=${A#x}1\nARG A\n").Select(static (text, n) => n % 100 == 0 ? "ENV A=x\n" : text)),
            "triggers along a chain" => "FROM x AS s0\nONBUILD ENV A=1\n" + string.Concat(numbers.Select(static n => $"FROM s{n} AS s{n + 1}\nONBUILD COPY --from=s{n} / /\n")),
            "WORKDIR without end" => "FROM x\n" + string.Concat(numbers.Select(static _ => "WORKDIR a\n").Select(static (text, n) => n % 50 == 0 ? "WORKDIR /\n" : text)),
            "values that double" => "FROM x\nENV A=aaaaaaaaaa\n" + string.Concat(numbers.Select(static _ => "ENV A=$A$A\n")),
            "long values" => $"FROM x\nENV A={new string('a', 60_000)}\n" + string.Concat(numbers.Select(static n => $"ENV B{n}=x$A\n")),
            "patterns in long values" => $"FROM x\nENV A={new string('a', 60_000)}\n" + string.Concat(numbers.Select(static n => $"LABEL l{n}=${{A//*a*a*b/$A}}\n")),
            _ => string.Concat(numbers.Select(static n => $"FROM registry.example.com/a/b:{n}\nCOPY --from=c/d:{n} / /\n")),
        };
    }

    private static void Check(string text)
    {
        DockerfileModel model = Model.Of(text);
        var whole = new TextSpan(0, text.Length);
        Assert.All(model.Errors, error => Assert.True(error.Span.Length >= 0 && whole.Contains(error.Span), $"{error}"));
        Assert.All(model.Images, image => Assert.True(whole.Contains(image.Span) && whole.Contains(image.TagSpan), $"{image}"));
        Assert.All(model.Stages.SelectMany(static stage => stage.Uses), use => Assert.True(whole.Contains(use.Span), $"{use}"));
        Assert.All(model.Stages, static stage => Assert.Equal(stage.Instructions.Length + 1, stage.States.Length));
        Assert.All(model.Expanded, expanded =>
        {
            TextSpan all = expanded.SpanOf(new TextSpan(0, expanded.Expansion.Text.Length));
            Assert.True(whole.Contains(all), $"{all}");
            Assert.All(expanded.Expansion.Uses, use => Assert.True(whole.Contains(expanded.SpanOf(use.Part.Span))));
        });
    }
}
