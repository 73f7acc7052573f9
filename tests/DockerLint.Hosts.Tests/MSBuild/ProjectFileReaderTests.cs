using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.MSBuild;

public sealed class ProjectFileReaderTests : ReaderTest
{
    private const string Sample = """
        <?xml version="1.0" encoding="utf-8"?>
        <!-- dockerlint ignore=DL3007 -->
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup Condition="'$(X)' == ''">
            <ContainerBaseImage>mcr.microsoft.com/dotnet/aspnet:$(Version)-alpine</ContainerBaseImage>
            <ContainerRepository>Me/My App</ContainerRepository>
            <ContainerImageTags>1.0;$(Version); latest </ContainerImageTags>
          </PropertyGroup>
          <ItemGroup><PackageReference Include="a" Version="1" /></ItemGroup>
        </Project>
        """;

    internal override ImageDocument Read(string text, Func<string, string?> variables) => HostReader.Read(HostKind.MSBuild, new SourceText(text), variables);

    [Theory]
    [InlineData("<Project><PropertyGroup><ContainerBaseImage>[|alpine:3|]</ContainerBaseImage></PropertyGroup></Project>")]
    [InlineData("<Project>\n  <PropertyGroup>\n    <containerbaseimage>\n      [|é/alpine|]\n    </containerbaseimage>\n    <ContainerBaseImage Condition=\"x\">[|b|]</ContainerBaseImage>\n  </PropertyGroup>\n</Project>")]
    [InlineData("<Project><ItemGroup><ContainerBaseImage>a</ContainerBaseImage></ItemGroup><ContainerBaseImage>b</ContainerBaseImage></Project>")]
    [InlineData("<Project><PropertyGroup><!-- <ContainerBaseImage>a</ContainerBaseImage> --><ContainerBaseImage /></PropertyGroup></Project>")]
    public void The_base_image_stands_where_it_is_written(string marked) => AssertFinds(marked);

    [Fact]
    public void The_names_that_it_is_given_are_a_repository_and_each_tag()
    {
        ImageDocument document = Read(Sample);
        Assert.Equal(
            ["Base mcr.microsoft.com/dotnet/aspnet:?-alpine", "Published me/my-app:1.0", "Published me/my-app:?", "Published me/my-app:latest"],
            Describe(document));
        Assert.Equal(
            ["mcr.microsoft.com/dotnet/aspnet:$(Version)-alpine", "1.0", "$(Version)", "latest"],
            document.Images.Select(static image => Sample.Substring(image.Span.Start, image.Span.Length)));
    }

    [Theory]
    [InlineData("<ContainerImageTag>1</ContainerImageTag>", "Published ?:1")]
    [InlineData("<ContainerRegistry>ghcr.io/</ContainerRegistry><ContainerImageTag>1</ContainerImageTag>", "Published ghcr.io/?:1")]
    [InlineData("<ContainerRepository>a</ContainerRepository><ContainerRepository>b</ContainerRepository><ContainerImageTag>1</ContainerImageTag>", "Published ?:1")]
    [InlineData("<ContainerRepository>a</ContainerRepository>", "")]
    [InlineData("<ContainerRepository>a_</ContainerRepository>", "Published a_")]
    [InlineData("<ContainerFamily>noble</ContainerFamily>", "")]
    [InlineData("<ContainerFamily>no ble</ContainerFamily>", "Base mcr.microsoft.com/dotnet/runtime:1.0-no ble")]
    [InlineData("<ContainerBaseImage>$([MSBuild]::X('(a)'))/b:$(Tag)</ContainerBaseImage>", "Base ?/b:9")]
    public void What_another_file_may_say_is_unknown(string properties, string images) => Assert.Equal(
        images, string.Join('|', Describe(Read($"<Project><PropertyGroup>{properties}</PropertyGroup></Project>", static name => name == "Tag" ? "9" : null))));

    [Fact]
    public void Comments_are_without_their_marks() => Assert.Equal(
        " dockerlint ignore=DL3007 ", Assert.Single(Read(Sample).Comments.Select(static span => Sample.Substring(span.Start, span.Length))));

    [Fact]
    public void What_comes_before_an_error_is_read()
    {
        ImageDocument document = Read("<Project><PropertyGroup><ContainerBaseImage>a</ContainerBaseImage>\n<b></c>");
        Assert.Equal(["Base a"], Describe(document));
        DocumentError error = Assert.Single(document.Errors);
        Assert.StartsWith("this is no valid XML: the 'b' start tag", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("; what follows is not read", error.Message, StringComparison.Ordinal);
        Assert.Equal(2, new SourceText(document.Source.Value).PositionOf(error.Span.Start).Line);
    }

    [Fact]
    public void No_text_is_too_odd() => Mutations.Texts(
        "<Project>", "<PropertyGroup>", "<ContainerBaseImage>", "</ContainerBaseImage>", "</PropertyGroup>", "</Project>", "<!--", "-->", "<![CDATA[", "]]>", "<!DOCTYPE a [", "&amp;", "&x;", "$(", ")", "<", ">", "\r", ";").Sample(AssertSound);

    [Fact]
    public void No_change_of_a_file_is_too_odd() => Mutations.Of(Sample).Sample(AssertSound);
}
