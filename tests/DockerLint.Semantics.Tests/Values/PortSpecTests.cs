using DockerLint.References;
using DockerLint.Semantics.Values;

namespace DockerLint.Semantics.Tests.Values;

public sealed class PortSpecTests
{
    [Theory]
    [InlineData("80", "80/tcp")]
    [InlineData("80/", "80/tcp")]
    [InlineData("0080/TCP", "80/tcp")]
    [InlineData("0-1/udp", "0/udp 1/udp")]
    [InlineData("8000-8001:80", "80/tcp")]
    [InlineData("[]:80:80", "80/tcp")]
    [InlineData("::ffff:1.2.3.4::80", "80/tcp")]
    [InlineData("65535/sctp", "65535/sctp")]
    public void A_port_specification_expands_to_its_container_ports(string text, string expected)
    {
        Assert.True(PortSpec.TryParse(text, out PortSpec? port, out _));
        Assert.Equal(expected, string.Join(' ', port.Expand()));
    }

    [Theory]
    [InlineData("", 0, 0, "missing")]
    [InlineData("80:", 3, 0, "missing")]
    [InlineData("80/foo", 3, 3, "\"foo\"")]
    [InlineData("80/tcp/udp", 3, 7, "\"tcp/udp\"")]
    [InlineData("70000", 0, 5, "too high")]
    [InlineData("80-70000", 3, 5, "too high")]
    [InlineData("90-80", 0, 5, "ends before")]
    [InlineData("1-2-3", 0, 5, "not a port")]
    [InlineData("+80", 0, 3, "not a port")]
    [InlineData("a:80", 0, 1, "not a port")]
    [InlineData("1-2:3-5", 0, 3, "2 host ports")]
    [InlineData("localhost:1:2", 0, 9, "not an IP address")]
    [InlineData("01.2.3.4::80", 0, 8, "not an IP address")]
    [InlineData("1.2.3::80", 0, 5, "not an IP address")]
    [InlineData("[::1:80:80", 0, 4, "not an IP address")]
    [InlineData("1::2::3:1:80", 0, 7, "not an IP address")]
    public void A_wrong_part_is_named_where_it_stands(string text, int start, int length, string message)
    {
        Assert.False(PortSpec.TryParse(text, out _, out ValueError? error));
        Assert.Equal(new TextSpan(start, length), error.Span);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_parts_keep_where_they_are_written()
    {
        Assert.True(PortSpec.TryParse("[::1]:8080:80/Tcp", out PortSpec? port, out _));
        Assert.Equal(("::1", new TextSpan(0, 5)), (port.Address, port.AddressSpan));
        Assert.Equal(new PortRange(8080, 8080, new TextSpan(6, 4)), port.HostPorts);
        Assert.Equal(new PortRange(80, 80, new TextSpan(11, 2)), port.Ports);
        Assert.Equal(("tcp", new TextSpan(14, 3)), (port.Protocol, port.ProtocolSpan));
    }
}
