using CsCheck;
using DockerLint.Oci.Registry.Headers;

namespace DockerLint.Oci.Tests.Registry;

public sealed class HeaderTests
{
    private const int Iterations = 3000;

    private static readonly Gen<string> s_texts = Gen.Frequency(
        (1, Gen.Char.Array[0, 40].Select(static units => new string(units))),
        (4, Gen.OneOf(
            "Bearer", "Basic", "realm", "a", "=", "==", ",", ";", " ", "\t", "\"", "\\", "<", ">", "rel", "next", "https://x/", "/v2/", "0-", "-", "7",
            "99999999999999999999", "\0", "\ud800", "é").Array[0, 15].Select(string.Concat)));

    [Theory]
    [InlineData("Bearer realm=\"https://auth.docker.io/token\",service=\"registry.docker.io\"", "Bearer realm=https://auth.docker.io/token service=registry.docker.io")]
    [InlineData("bearer REALM = x , Scope=\"repository:a:pull,push\" , error=\"insufficient_scope\"", "bearer REALM=x Scope=repository:a:pull,push error=insufficient_scope")]
    [InlineData("Basic realm=\"a \\\"b\\\" \\\\\"", "Basic realm=a \"b\" \\")]
    [InlineData("Basic", "Basic")]
    [InlineData("Negotiate, Basic realm=x, Bearer realm=y, service=z", "Negotiate|Basic realm=x|Bearer realm=y service=z")]
    [InlineData("Negotiate YWJj==, Basic realm=x", "Negotiate|Basic realm=x")]
    [InlineData("NTLM YWJj=, , Basic realm=x,", "NTLM|Basic realm=x")]
    [InlineData("Basic realm=\"\"", "Basic realm=")]
    [InlineData("Basic realm=x, realm=y", "Basic realm=y")]
    [InlineData("", "")]
    [InlineData("realm=x", "")]
    [InlineData("Basic realm=\"x", "")]
    [InlineData("\"Basic\"", "")]
    public void Challenges_are_read(string field, string expected) => Assert.Equal(expected, string.Join('|', Challenge.Read(field).Select(
        static challenge => string.Join(' ', challenge.Parameters.OrderBy(static pair => pair.Key.ToUpperInvariant() is var key && key == "REALM" ? " " : key is "ERROR" ? "~" : key, StringComparer.Ordinal)
            .Select(static pair => $"{pair.Key}={pair.Value}").Prepend(challenge.Scheme)))));

    [Theory]
    [InlineData("</v2/a/tags/list?last=x&n=3>; rel=\"next\"", "/v2/a/tags/list?last=x&n=3")]
    [InlineData("<a>; rel=prev, <b>;title=\"x, <y>\" ; REL=\"last Next\"", "b")]
    [InlineData("<a>;x;rel=next", "a")]
    [InlineData("<>; rel=next", "")]
    [InlineData("<a>", null)]
    [InlineData("<a>; rel=next2", null)]
    [InlineData("a; rel=next", null)]
    [InlineData("<a; rel=next", null)]
    [InlineData("", null)]
    public void The_next_page_is_found(string field, string? expected) => Assert.Equal(expected, LinkHeader.Next(field));

    [Theory]
    [InlineData("0-1023", 1024L)]
    [InlineData("bytes=0-9", 10L)]
    [InlineData("0-0", 0L)]
    [InlineData("1-9", null)]
    [InlineData("0-", null)]
    [InlineData("0--1", null)]
    [InlineData("0-99999999999999999999", null)]
    [InlineData("0-9223372036854775807", null)]
    [InlineData("", null)]
    public void The_length_of_an_upload_is_read(string field, long? expected) => Assert.Equal(expected, UploadRange.Length(field));

    [Fact]
    public void Any_text_is_read_without_an_exception() => s_texts.Sample(
        static text =>
        {
            Challenge.Read(text);
            LinkHeader.Next(text);
            UploadRange.Length(text);
        },
        iter: Iterations);

    [Fact]
    public void What_is_in_quotes_comes_out_as_it_went_in() => Gen.Char[' ', '~'].Array[0, 30].Sample(
        static units =>
        {
            string value = new(units);
            string quoted = value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal);
            Assert.Equal(value, Challenge.Read($"Bearer realm=\"{quoted}\", service=x").Single()["realm"]);
        },
        iter: Iterations);
}
