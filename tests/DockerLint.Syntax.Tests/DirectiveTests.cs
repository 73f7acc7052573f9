using DockerLint.Syntax.Tree;

namespace DockerLint.Syntax.Tests;

public sealed class DirectiveTests
{
    [Theory]
    [InlineData("# syntax=docker/dockerfile:1", "syntax", "docker/dockerfile:1")]
    [InlineData("#syntax=a", "syntax", "a")]
    [InlineData("#  SynTax  =  a b  ", "syntax", "a b")]
    [InlineData("#\tsyntax\t=\ta", "syntax", "a")]
    [InlineData("# escape=`", "escape", "`")]
    [InlineData("   # escape = \\", "escape", "\\")]
    [InlineData("# check=skip=all;error=true", "check", "skip=all;error=true")]
    [InlineData("\uFEFF# syntax=a", "syntax", "a")]
    [InlineData("# syntax=a\r\nFROM b", "syntax", "a")]
    [InlineData("#!/usr/bin/env docker\n# syntax=a", "syntax", "a")]
    [InlineData("#!/usr/bin/env docker\n# check=b", "check", "b")]
    public void A_known_key_at_the_top_is_a_directive(string text, string name, string value)
    {
        DirectiveSyntax directive = Assert.Single(DockerfileSyntax.Parse(text).Directives);

        Assert.Equal((name, value), (directive.Name, directive.Value));
    }

    [Theory]
    [InlineData("")]
    [InlineData("#")]
    [InlineData("# ")]
    [InlineData("# syntax")]
    [InlineData("# syntax=")]
    [InlineData("# syntax=  ")]
    [InlineData("# =a")]
    [InlineData("# key=value")]
    [InlineData("# 1syntax=a")]
    [InlineData("# syn-tax=a")]
    [InlineData("## syntax=a")]
    [InlineData("syntax=a")]
    [InlineData("//syntax=a")]
    [InlineData("\n# syntax=a")]
    [InlineData("# a comment\n# syntax=a")]
    [InlineData("# key=value\n# escape=`")]
    [InlineData("FROM a\n# syntax=a")]
    [InlineData(" # syntax=a")]
    [InlineData("\t# check=a")]
    [InlineData("#!/bin/sh\n\n# syntax=a")]
    [InlineData("#!/bin/sh\n# escape=`")]
    [InlineData("#!/bin/sh\n#!/bin/sh\n# syntax=a")]
    public void Anything_else_is_none(string text) => Assert.Empty(DockerfileSyntax.Parse(text).Directives);

    [Fact]
    public void Directives_may_come_in_any_order()
    {
        var file = DockerfileSyntax.Parse("# check=skip=all\n# escape=`\n# syntax=a\n# just a comment\n# check=b\nFROM a");

        Assert.Equal(["check", "escape", "syntax"], file.Directives.Select(directive => directive.Name));
        Assert.Equal(["just a comment", "check=b"], file.Comments.Select(comment => comment.Text));
        Assert.Equal('`', file.Escape);
        Assert.Equal("skip=all", file.Directive("check")?.Value);
        Assert.Null(file.Directive("other"));
    }

    [Theory]
    [InlineData("# escape=`\nFROM a", '`')]
    [InlineData("# escape=\\\nFROM a", '\\')]
    [InlineData("# ESCAPE=`\nFROM a", '`')]
    [InlineData("# escape=x\nFROM a", '\\')]
    [InlineData("FROM a\n# escape=`", '\\')]
    public void The_escape_character_is_a_backslash_unless_a_backtick_is_asked_for(string text, char escape) =>
        Assert.Equal(escape, DockerfileSyntax.Parse(text).Escape);

    [Fact]
    public void It_knows_where_name_and_value_stand()
    {
        var file = DockerfileSyntax.Parse("\uFEFF  #  Escape =  `  \r\nFROM a");

        DirectiveSyntax directive = Assert.Single(file.Directives);
        Assert.Equal("#  Escape =  `  ", file.At(directive.Span));
        Assert.Equal("Escape", file.At(directive.NameSpan));
        Assert.Equal("`", file.At(directive.ValueSpan));
    }

    [Theory]
    [InlineData("# syntax=a", "a", "a")]
    [InlineData("# syntax = a/b:c // options\nFROM x", "a/b:c", "a/b:c")]
    [InlineData("#!/bin/sh\n# syntax=a", "a", "a")]
    [InlineData("\uFEFF# syntax=a", "a", "a")]
    [InlineData("//syntax=a\n//key=value", "a", "a")]
    [InlineData("// syntax = a b", "a", "a")]
    [InlineData("#!/bin/sh\n//syntax=a", "a", "a")]
    [InlineData("{\"syntax\": \"a\", \"b\": [\"c\", {}]}", "a", "\"a\"")]
    [InlineData(" {\n\"b\": null, \"Syntax\": \"a\\u002fb\"\n}\n", "a/b", "\"a\\u002fb\"")]
    [InlineData("#!/bin/sh\n{\"syntax\":\"a\"}", "a", "\"a\"")]
    [InlineData("{\"syntax\": \"a\", \"syntax\": \"b\"}", "b", "\"b\"")]
    public void A_file_may_name_its_frontend(string text, string image, string written)
    {
        var file = DockerfileSyntax.Parse(text);

        Assert.Equal((image, written), (file.Frontend?.Image, file.At(file.Frontend!.Span)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("FROM a")]
    [InlineData("# a comment\n# syntax=a")]
    [InlineData("//\n//syntax=a")]
    [InlineData("//check=a")]
    [InlineData("# syntax=a\n# syntax=b")]
    [InlineData("{\"syntax\": \"a\"")]
    [InlineData("{\"syntax\": 1}")]
    [InlineData("{\"other\": \"a\"}")]
    [InlineData("{}")]
    [InlineData("[\"syntax\"]")]
    [InlineData("{\"syntax\": \"a\"}\n# syntax=b")]
    public void Most_files_leave_it_to_the_builder(string text) => Assert.Null(DockerfileSyntax.Parse(text).Frontend);
}
