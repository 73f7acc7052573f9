using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("", "1:1 '' the file is empty; start with FROM")]
    [InlineData("\n", "1:1 '' there is no instruction in this file; start with FROM")]
    [InlineData("# a\n\n  # b\n", "3:1 '' there is no instruction in this file; start with FROM")]
    [InlineData("# escape=x\nRUN a", "1:10 'x' 'x' cannot be the escape character; use \\ or `")]
    [InlineData("# escape=\\\\\nRUN a", "1:10 '\\\\' '\\\\' cannot be the escape character; use \\ or `")]
    [InlineData("# syntax=a\n# syntax=b\nRUN a", "2:1 '# syntax=b' the directive 'syntax' is given twice; keep one")]
    [InlineData("# escape=`\n# Escape=`\nRUN a", "2:1 '# Escape=`' the directive 'escape' is given twice; keep one")]
    [InlineData("CMD [\"a\", 1]", "1:5 '[\"a\", 1]' a JSON array of arguments may hold strings only; put each element in double quotes")]
    [InlineData("RUN <<A", "1:5 '<<A' this here-document never ends; put 'A' alone on the line after it")]
    [InlineData("ENV a", "1:5 'a' 'a' has no value; write ENV a=…")]
    [InlineData("ENV a=1 b c", "1:9 'b' 'b' has no value; write ENV b=…", "1:11 'c' 'c' has no value; write ENV c=…")]
    [InlineData("LABEL a", "1:7 'a' 'a' has no value; write LABEL a=…")]
    [InlineData("LABEL a=1 \\\n  b", "2:3 'b' 'b' has no value; write LABEL b=…")]
    public void The_parser_refuses(string text, params string[] errors)
    {
        var file = DockerfileSyntax.Parse(text);

        Assert.Equal(errors, Trees.Errors(file));
        Assert.All(file.Errors, error => Assert.Equal(text.Length == 0 ? BuildPhase.Convert : BuildPhase.Parse, error.Phase));
    }

    [Theory]
    [InlineData("FOOBAR a", "1:1 'FOOBAR' unknown instruction 'FOOBAR'; a line starts with an instruction such as RUN, or continues the one above when that ends in \\")]
    [InlineData("# escape=`\n&& a", "2:1 '&&' unknown instruction '&&'; a line starts with an instruction such as RUN, or continues the one above when that ends in `")]
    [InlineData("FORM a", "1:1 'FORM' unknown instruction 'FORM'; did you mean FROM?")]
    [InlineData("copyy a", "1:1 'copyy' unknown instruction 'copyy'; did you mean COPY?")]
    [InlineData("  R\\\nUM a", "1:3 'R\\⏎UM' unknown instruction 'RUM'; did you mean RUN?")]
    [InlineData("COPY --form=a b c", "1:6 '--form' unknown flag --form; did you mean --from?")]
    [InlineData("COPY --mount=a b c", "1:6 '--mount' unknown flag --mount; use one of --from, --chown, --chmod, --link, --parents, --exclude")]
    [InlineData("COPY --From=a b c", "1:6 '--From' unknown flag --From; did you mean --from?")]
    [InlineData("RUN --mouny=type=tmpfs a", "1:5 '--mouny' unknown flag --mouny; did you mean --mount?")]
    [InlineData("CMD --x", "1:5 '--x' unknown flag --x; this instruction takes no flags")]
    [InlineData("MAINTAINER --boo a", "1:12 '--boo' unknown flag --boo; this instruction takes no flags")]
    [InlineData("COPY --from=a --from=b c d", "1:15 '--from=b' --from is given twice; keep one")]
    [InlineData("COPY --link --link c d", "1:13 '--link' --link is given twice; keep one")]
    [InlineData("RUN --network=none --network=host a", "1:20 '--network=host' --network is given twice; keep one")]
    [InlineData("COPY --from b c", "1:6 '--from' --from needs a value; write --from=…")]
    [InlineData("RUN --mount a", "1:5 '--mount' --mount needs a value; write --mount=…")]
    [InlineData("COPY --link= b c", "1:6 '--link=' --link needs a value; write --link=…")]
    [InlineData("COPY --link=yes b c", "1:13 'yes' --link is true or false, not 'yes'")]
    [InlineData("FROM", "1:1 'FROM' FROM takes an image, or an image AS name")]
    [InlineData("FROM --platform=a", "1:1 'FROM' FROM takes an image, or an image AS name")]
    [InlineData("FROM a b", "1:1 'FROM a b' FROM takes an image, or an image AS name")]
    [InlineData("FROM a OF b", "1:1 'FROM a OF b' FROM takes an image, or an image AS name")]
    [InlineData("FROM a AS b c", "1:1 'FROM a AS b c' FROM takes an image, or an image AS name")]
    [InlineData("FROM a AS 1b", "1:11 '1b' '1b' cannot name a stage; start with a letter and use letters, digits, '-', '_' and '.'")]
    [InlineData("FROM a AS b/c", "1:11 'b/c' 'b/c' cannot name a stage; start with a letter and use letters, digits, '-', '_' and '.'")]
    [InlineData("COPY", "1:1 'COPY' COPY needs a source and a destination")]
    [InlineData("ADD a", "1:1 'ADD' ADD needs a source and a destination")]
    [InlineData("COPY [\"a\"]", "1:1 'COPY' COPY needs a source and a destination")]
    [InlineData("COPY a <<X\nX", "1:8 '<<X' a here-document cannot be the destination of COPY; put the path last")]
    [InlineData("ENV", "1:1 'ENV' ENV needs at least one name=value")]
    [InlineData("LABEL", "1:1 'LABEL' LABEL needs at least one name=value")]
    [InlineData("ENV =a", "1:5 '=a' ENV needs a name before the '='")]
    [InlineData("ARG", "1:1 'ARG' ARG needs at least one name")]
    [InlineData("ARG a =b", "1:7 '=b' ARG needs a name before the '='")]
    [InlineData("EXPOSE", "1:1 'EXPOSE' EXPOSE needs at least one port")]
    [InlineData("VOLUME", "1:1 'VOLUME' VOLUME needs at least one path")]
    [InlineData("VOLUME []", "1:1 'VOLUME' VOLUME needs at least one path")]
    [InlineData("VOLUME [\"a\", \"\"]", "1:14 '\"\"' the path of a volume cannot be empty")]
    [InlineData("USER", "1:1 'USER' USER needs a user")]
    [InlineData("WORKDIR", "1:1 'WORKDIR' WORKDIR needs a path")]
    [InlineData("MAINTAINER", "1:1 'MAINTAINER' MAINTAINER needs a name")]
    [InlineData("STOPSIGNAL", "1:1 'STOPSIGNAL' STOPSIGNAL needs a signal")]
    [InlineData("SHELL", "1:1 'SHELL' SHELL needs a JSON array with at least the shell's name")]
    [InlineData("SHELL []", "1:1 'SHELL' SHELL needs a JSON array with at least the shell's name")]
    [InlineData("SHELL bash -c", "1:7 'bash -c' SHELL is written as a JSON array; write SHELL [\"/bin/sh\", \"-c\"]")]
    [InlineData("HEALTHCHECK", "1:1 'HEALTHCHECK' HEALTHCHECK needs NONE or CMD and a command")]
    [InlineData("HEALTHCHECK NONE a", "1:18 'a' HEALTHCHECK NONE takes no arguments")]
    [InlineData("HEALTHCHECK CMD", "1:13 'CMD' HEALTHCHECK CMD needs a command")]
    [InlineData("HEALTHCHECK RUN a", "1:13 'RUN' 'RUN' is no kind of HEALTHCHECK; write CMD or NONE")]
    [InlineData("ONBUILD", "1:1 'ONBUILD' ONBUILD needs an instruction")]
    [InlineData("ONBUILD ONBUILD RUN a", "1:9 'ONBUILD' ONBUILD cannot be put off with ONBUILD")]
    [InlineData("ONBUILD FROM a", "1:9 'FROM' FROM cannot be put off with ONBUILD")]
    [InlineData("ONBUILD MAINTAINER a", "1:9 'MAINTAINER' MAINTAINER cannot be put off with ONBUILD")]
    public void Reading_the_instructions_refuses(string text, string error)
    {
        var file = DockerfileSyntax.Parse(text);

        Assert.Equal([error], Trees.Errors(file));
        Assert.Equal(BuildPhase.Instruction, file.Errors[0].Phase);
    }

    [Theory]
    [InlineData("ARG --x a")]
    [InlineData("STOPSIGNAL --x TERM")]
    [InlineData("HEALTHCHECK --x NONE")]
    [InlineData("HEALTHCHECK CMD a")]
    [InlineData("CMD")]
    [InlineData("RUN")]
    [InlineData("ENTRYPOINT []")]
    [InlineData("COPY --from= a b")]
    [InlineData("COPY --link=TRUE --parents=False a b")]
    [InlineData("COPY --exclude=a --exclude=a b c")]
    [InlineData("RUN --mount=a --mount=a b")]
    [InlineData("ONBUILD COPY --x a")]
    [InlineData("ONBUILD WORKDIR")]
    [InlineData("WORKDIR ${open")]
    [InlineData("FROM a AS B-c_d.1")]
    [InlineData("ENV a= b=")]
    [InlineData("VOLUME \"\"")]
    public void What_looks_wrong_but_is_read_is_no_error(string text) => Assert.Empty(DockerfileSyntax.Parse(text).Errors);

    [Fact]
    public void Errors_of_the_parser_come_first_then_each_in_order()
    {
        var file = DockerfileSyntax.Parse("FOO\nENV a\nUSER\nCMD [1]");

        Assert.Equal(["2:5", "4:5", "1:1", "3:1"], file.Errors.Select(error => file.Source.PositionOf(error.Span.Start).ToString()));
    }

    [Theory]
    [InlineData(65_535, 0)]
    [InlineData(65_536, 1)]
    public void A_line_of_64_KiB_is_too_long(int bytes, int errors)
    {
        var file = DockerfileSyntax.Parse($"FROM a\nRUN {new string('a', bytes - 4)}\n");

        Assert.Equal(errors, file.Errors.Length);
        Assert.All(file.Errors, error => Assert.Equal(new TextSpan(7, 0), error.Span));
    }

    [Fact]
    public void Its_length_is_counted_in_bytes()
    {
        var file = DockerfileSyntax.Parse($"RUN {new string('é', 32_766)}");

        Assert.Equal("this line is longer than 65535 bytes, which no builder reads; break it", Assert.Single(file.Errors).Message);
    }

    [Fact]
    public void ONBUILD_hundreds_of_times_is_one_unreadable_instruction()
    {
        var file = DockerfileSyntax.Parse($"{string.Concat(Enumerable.Repeat("ONBUILD ", 10_000))}RUN a\nFROM b");

        Assert.Equal([InstructionKind.Invalid, InstructionKind.From], file.Instructions.Select(instruction => instruction.Kind));
        Assert.Contains(file.Errors, error => error.Message == "instructions are nested too deeply");
    }

    [Theory]
    [InlineData("FOO\nRUN a", "Invalid", "Run Shell |a|")]
    [InlineData("FROM a b\nRUN a", "From |a|b|", "Run Shell |a|")]
    [InlineData("CMD [1]\nRUN a", "Cmd Json", "Run Shell |a|")]
    [InlineData("ENV a=\"b\nRUN a", "Env |a=\"b|", "Run Shell |a|")]
    [InlineData("COPY --exclude='a b\nRUN a", "Copy --exclude=a b", "Run Shell |a|")]
    [InlineData("RUN <<E\nx\nUSER a\nE2", "Run Shell |<<E|", "User |a|", "Invalid")]
    [InlineData("# escape=x\nRUN a \\\n b\nRUN c", "Run Shell |a  b|", "Run Shell |c|")]
    [InlineData("&& x\n  FOO y\nRUN a", "Invalid |x|", "Invalid |y|", "Run Shell |a|")]
    [InlineData("ONBUILD\nRUN a", "Onbuild", "Run Shell |a|")]
    public void Around_an_error_the_file_is_read(string text, params string[] instructions) =>
        Assert.Equal(instructions, DockerfileSyntax.Parse(text).Instructions.Select(Trees.Dump));
}
