using System.Buffers;
using System.Collections.Immutable;
using CsCheck;
using DockerLint.BuildKit.Session.Http2;

namespace DockerLint.BuildKit.Tests.Session;

public sealed class HeaderTests
{
    private static readonly Gen<string> s_text = Gen.String[Gen.Char['\0', '\u00ff'], 0, 300];

    /// <summary>The requests of RFC 7541, appendix C.4, one connection: coded, with a table that grows.</summary>
    [Fact]
    public void The_examples_of_the_specification_are_read()
    {
        var decoder = new HeaderDecoder();
        (string Block, string[] Headers)[] requests =
        [
            ("828684418cf1e3c2e5f23a6ba0ab90f4ff", [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"]),
            ("828684be5886a8eb10649cbf", [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com", "cache-control: no-cache"]),
            ("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf", [":method: GET", ":scheme: https", ":path: /index.html", ":authority: www.example.com", "custom-key: custom-value"]),
        ];

        foreach ((string block, string[] expected) in requests)
        {
            Assert.True(decoder.TryDecode(Convert.FromHexString(block), out ImmutableArray<Header> headers));
            Assert.Equal(expected, headers.Select(header => $"{header.Name}: {header.Value}"));
        }
    }

    /// <summary>The answers of RFC 7541, appendix C.6, but with the usual table: there the last header drives others out.</summary>
    [Fact]
    public void A_text_of_many_kinds_of_characters_is_read()
    {
        const string block = "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff6e919d29ad171863c78f0b97c8e9ae82ae43d3";

        Assert.True(new HeaderDecoder().TryDecode(Convert.FromHexString(block), out ImmutableArray<Header> headers));

        Assert.Equal(
            [new(":status", "302"), new("cache-control", "private"), new("date", "Mon, 21 Oct 2013 20:13:21 GMT"), new("location", "https://www.example.com")],
            headers.AsEnumerable());
    }

    [Fact]
    public void What_is_written_is_read() => Gen.Select(s_text, s_text).Array[0, 20].Sample(headers =>
    {
        Header[] written = [.. headers.Select(header => new Header(header.Item1, header.Item2))];
        return new HeaderDecoder().TryDecode(HeaderEncoder.Encode(written), out ImmutableArray<Header> read) && read.SequenceEqual(written);
    });

    [Fact]
    public void A_block_of_any_bytes_is_read_or_refused() => Gen.Byte.Array[0, 200].Array[1, 5].Sample(blocks =>
    {
        var decoder = new HeaderDecoder();
        return blocks.Select(block => decoder.TryDecode(block, out ImmutableArray<Header> headers) || headers.IsEmpty).All(static isWell => isWell);
    });

    [Theory]
    [InlineData("", true)]
    [InlineData("ff", false)]
    [InlineData("fffffffc", false)]
    [InlineData("1f", true)]
    [InlineData("18", false)]
    public void A_code_ends_with_its_last_symbol(string hex, bool isText) =>
        Assert.Equal(isText, HuffmanCode.TryDecode(Convert.FromHexString(hex), new ArrayBufferWriter<byte>()));

    [Theory]
    // A number that no table has, one that never ends, a text that is cut, a table larger than agreed on.
    [InlineData("be")]
    [InlineData("80")]
    [InlineData("ffffffffff")]
    [InlineData("0005616263")]
    [InlineData("3fe2ff03")]
    public void A_malformed_block_is_refused(string hex) => Assert.False(new HeaderDecoder().TryDecode(Convert.FromHexString(hex), out _));

    [Fact]
    public void A_header_that_is_named_many_times_is_refused_when_it_becomes_too_much()
    {
        byte[] block = [0x40, .. Text('a', 10), .. Text('b', 3000), .. Enumerable.Repeat((byte)0xBE, 5000)];

        Assert.False(new HeaderDecoder().TryDecode(block, out _));

        static byte[] Text(char unit, int length) => HeaderEncoder.Encode(new Header("", new string(unit, length)))[2..];
    }
}
