namespace DockerLint.Formatting.Tests;

/// <summary>What becomes of the parts of an instruction.</summary>
public sealed class InstructionTests
{
    [Theory]
    [InlineData("from  alpine   as\tb", "FROM alpine AS b")]
    [InlineData("From --platform=x   a", "FROM --platform=x a")]
    [InlineData("run   echo  a   b", "RUN echo  a   b")]
    [InlineData("  RUN echo a  ", "RUN echo a")]
    [InlineData("cmd  [ \"a\",\"b\" ,  \"c d\" ]", "CMD [\"a\", \"b\", \"c d\"]")]
    [InlineData("CMD [ ]", "CMD []")]
    [InlineData("copy  [ \"a\tb\",  \"c\" ]", "COPY [ \"a\tb\",  \"c\" ]")]
    [InlineData("copy   a\rb  c", "COPY a\rb c")]
    [InlineData("copy   a\u00A0\vb  c", "COPY a\u00A0\vb c")]
    [InlineData("Healthcheck --interval=5s   cmd  [\"a\" ,\"b\"]", "HEALTHCHECK --interval=5s CMD [\"a\", \"b\"]")]
    [InlineData("healthcheck none", "HEALTHCHECK NONE")]
    [InlineData("onbuild   run  --mount=type=tmpfs,target=/x   a", "ONBUILD RUN --mount=type=tmpfs,target=/x a")]
    [InlineData("env  A=b    C=\"d  e\"", "ENV A=b C=\"d  e\"")]
    [InlineData("env  A   b  c", "ENV A b  c")]
    [InlineData("label a=b   c=d", "LABEL a=b c=d")]
    [InlineData("arg  A=b", "ARG A=b")]
    [InlineData("copy   --from=x  a\tb   /c/", "COPY --from=x a b /c/")]
    [InlineData("expose  80   443/tcp", "EXPOSE 80 443/tcp")]
    [InlineData("workdir   /a b", "WORKDIR /a b")]
    [InlineData("copy a \\\n b \\\n  /c/", "COPY a \\\n    b \\\n    /c/")]
    [InlineData("ENV A=b \\\n  C=d\\\n E=f", "ENV A=b \\\n    C=d \\\n    E=f")]
    [InlineData("LABEL a=b \\\n  c=d", "LABEL a=b \\\n      c=d")]
    [InlineData("LABEL \\\n  a=b \\\n  c=d", "LABEL \\\n    a=b \\\n    c=d")]
    [InlineData("CMD [ \\\n\"a\" \\\n, \"b\" \\\n]", "CMD [ \\\n    \"a\", \\\n    \"b\" \\\n]")]
    [InlineData("ENV A=\"b \\\n  c\"   D=e", "ENV A=\"b \\\n  c\" D=e")]
    public void One_blank_stands_between_parts_and_keywords_are_upper_case(string text, string expected) =>
        Assert.Equal(After(expected), Formatted.Of("FROM a\n\n" + text));

    [Theory]
    [InlineData("RUN a   \\\n && b", "RUN a \\\n    && b")]
    [InlineData("RUN a &&\\\n  b", "RUN a && \\\n    b")]
    [InlineData("RUN a \\  \n\n\n  && b", "RUN a \\\n    && b")]
    [InlineData("RUN a \\\n# c\n      # d  \n  && b", "RUN a \\\n    # c\n    # d\n    && b")]
    [InlineData("RUN apt-get install \\\n  a \\\n  b \\\n && c", "RUN apt-get install \\\n    a \\\n    b \\\n    && c")]
    [InlineData("RUN x && apt-get install \\\n  a \\\n && c d\\\n e", "RUN x && apt-get install \\\n    a \\\n    && c d \\\n        e")]
    [InlineData("RUN set -eux; \\\n\ta b\\\n\t\tc \\\n\t; \\\n\td", "RUN set -eux; \\\n    a b \\\n        c \\\n    ; \\\n    d")]
    [InlineData("RUN if a; then \\\n b; \\\n else \\\n c; \\\n fi", "RUN if a; then \\\n        b; \\\n    else \\\n        c; \\\n    fi")]
    [InlineData("RUN a \\\n && for x in y; do \\\n b; \\\n done", "RUN a \\\n    && for x in y; do \\\n        b; \\\n    done")]
    [InlineData("RUN case a in \\\n b) \\\n c \\\n ;; \\\n esac", "RUN case a in \\\n        b) \\\n            c \\\n            ;; \\\n    esac")]
    [InlineData("RUN curl x \\\n | tar y \\\n && b", "RUN curl x \\\n    | tar y \\\n    && b")]
    [InlineData("RUN a \\\n && curl x \\\n | tar y \\\n && b", "RUN a \\\n    && curl x \\\n        | tar y \\\n    && b")]
    [InlineData("RUN --mount=type=tmpfs,target=/x \\\n a \\\n && b", "RUN --mount=type=tmpfs,target=/x \\\n    a \\\n    && b")]
    [InlineData("RUN echo 'a \\\n b' \\\n  c", "RUN echo 'a \\\n b' \\\n    c")]
    [InlineData("RUN echo \"a   \\\n b\" \\\n  c", "RUN echo \"a   \\\n b\" \\\n    c")]
    [InlineData("RUN a=$( \\\n b c\\\n d \\\n )", "RUN a=$( \\\n        b c \\\n            d \\\n    )")]
    [InlineData("RUN ech\\\no a", "RUN ech\\\no a")]
    [InlineData("RUN a # b \\\n  c", "RUN a # b \\\n  c")]
    [InlineData("RUN echo 'a \\\n  b", "RUN echo 'a \\\n  b")]
    [InlineData("CMD a \\\n  b", "CMD a \\\n    b")]
    [InlineData("HEALTHCHECK CMD a \\\n  || b", "HEALTHCHECK CMD a \\\n    || b")]
    [InlineData("SHELL [\"pwsh\"]\nRUN a \\\n  b", "SHELL [\"pwsh\"]\nRUN a \\\n  b")]
    [InlineData("RUN <<E  \n  a \\\n  b  \nE  \nE", "RUN <<E\n  a \\\n  b  \nE  \nE")]
    [InlineData("RUN a <<E && \\\n  b\n  x\nE", "RUN a <<E && \\\n    b\n  x\nE")]
    public void Lines_of_a_script_are_indented_where_that_is_asked_for(string text, string expected) =>
        Assert.Equal(After(expected), Formatted.Of("FROM a\n\n" + text, FormatOptions.Default with { IndentsShell = true }));

    /// <summary>What ends lines, and the comments and empty lines after that, are no part of a script.</summary>
    [Theory]
    [InlineData("RUN a   \\\n && b\\  \n   c", "RUN a   \\\n && b\\\n   c")]
    [InlineData("RUN a \\\n\n  \n  && b", "RUN a \\\n  && b")]
    [InlineData("RUN a \\ \n# c \n      # d\n  && b", "RUN a \\\n# c\n      # d\n  && b")]
    [InlineData("RUN a \\\n\t# c\n  \\\n b", "RUN a \\\n\t# c\n  \\\n b")]
    [InlineData("RUN \\\n  a \\\n  && b", "RUN \\\n  a \\\n  && b")]
    [InlineData("RUN   \\\n  a", "RUN \\\n  a")]
    [InlineData("RUN --mount=type=tmpfs,target=/x\\\n  a \\\n  && b", "RUN --mount=type=tmpfs,target=/x \\\n  a \\\n  && b")]
    [InlineData("HEALTHCHECK --retries=3 \\\n  cmd   a \\\n   || b", "HEALTHCHECK --retries=3 \\\n  CMD a \\\n   || b")]
    [InlineData("RUN echo 'a \\\t\n\n b'", "RUN echo 'a \\\n b'")]
    [InlineData("ENV A=\"b \\ \n # c\n  d\"", "ENV A=\"b \\\n # c\n  d\"")]
    [InlineData("SHELL [\"pwsh\"]\nRUN a \\ \n  b", "SHELL [\"pwsh\"]\nRUN a \\\n  b")]
    [InlineData("ENV A   \\\n\t\tb \\\n\t\tc \\\n# d\n\te", "ENV A \\\n\t\tb \\\n\t\tc \\\n# d\n\te")]
    [InlineData("CMD a   b \\\n  c", "CMD a   b \\\n  c")]
    public void Else_no_blank_of_a_script_changes(string text, string expected) =>
        Assert.Equal(After(expected), Formatted.Of("FROM a\n\n" + text));

    private static string After(string text) => $"FROM a\n\n{text}\n";
}
