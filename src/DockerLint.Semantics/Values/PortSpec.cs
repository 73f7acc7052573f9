using System.Buffers;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using DockerLint.Lexing;
using DockerLint.References;
using Pidgin;
using static Pidgin.Parser;

namespace DockerLint.Semantics.Values;

/// <summary>Consecutive port numbers, from 0 to 65535.</summary>
/// <param name="First">The lowest port.</param>
/// <param name="Last">The highest port, equal to <paramref name="First"/> for a single one.</param>
/// <param name="Span">Where the range is written.</param>
public readonly record struct PortRange(int First, int Last, TextSpan Span)
{
    /// <summary>Number of ports, at least 1.</summary>
    public int Count => Last - First + 1;
}

/// <summary>
/// What EXPOSE takes, one word after expansion: <c>[ip:][host:]port[-port][/protocol]</c>. The address and the host
/// ports are read and dropped by BuildKit.
/// </summary>
public sealed record PortSpec
{
    private static readonly SearchValues<char> EndsPorts = SearchValues.Create(":/");
    private static readonly SearchValues<char> EndsPart = SearchValues.Create(":");

    /// <summary>One part between colons, cut at its first slash.</summary>
    private static readonly Parser<char, Part> PartGrammar = Map(
        static (ports, protocol) => new Part(ports, protocol),
        Lex.TakeUntil(EndsPorts),
        ValueGrammar.After('/', Lex.TakeUntil(EndsPart)));

    private static readonly Parser<char, ImmutableArray<Part>> SpecGrammar = Lex.SeparatedBy(PartGrammar, ':');

    private static readonly Parser<char, (TextSpan First, TextSpan Last)> RangeGrammar =
        Map(
            static (first, last, _) => (first, last ?? first),
            Lex.TakeWhile1(ValueGrammar.Digits),
            ValueGrammar.After('-', Lex.TakeWhile1(ValueGrammar.Digits)),
            Parser<char>.End);

    private PortSpec(PortRange ports) => Ports = ports;

    /// <summary>The ports of the container.</summary>
    public PortRange Ports { get; }

    /// <summary>The protocol in lower case: tcp (also when none is written), udp or sctp.</summary>
    public string Protocol { get; private init; } = "tcp";

    /// <summary>Where the protocol is written; null when none is.</summary>
    public TextSpan? ProtocolSpan { get; private init; }

    /// <summary>The ports of the host, which EXPOSE ignores; null when none are written.</summary>
    public PortRange? HostPorts { get; private init; }

    /// <summary>The address without brackets, which EXPOSE ignores; null when none is written.</summary>
    public string? Address { get; private init; }

    /// <summary>Where the address is written, brackets included; null when none is.</summary>
    public TextSpan? AddressSpan { get; private init; }

    /// <summary>Every port with its protocol, as the image's configuration lists it: "80/tcp".</summary>
    public IEnumerable<string> Expand()
    {
        for (int port = Ports.First; port <= Ports.Last; port++)
            yield return $"{port}/{Protocol}";
    }

    /// <summary>Reads one port specification.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out PortSpec? value, [NotNullWhen(false)] out ValueError? error)
    {
        value = null;
        // The grammar takes any text: cutting at colons and slashes cannot fail.
        ImmutableArray<Part> parts = SpecGrammar.Parse(text).Value;
        Part container = parts[^1];
        if (container.Ports.Length == 0)
        {
            error = new("the port is missing; write a number from 0 to 65535", container.Ports);
            return false;
        }

        string protocol = "tcp";
        if (container.Protocol is { Length: > 0 } written)
        {
            protocol = text.Slice(written).ToString().ToLowerInvariant();
            if (protocol is not ("tcp" or "udp" or "sctp"))
            {
                error = new($"protocol \"{text.Slice(written)}\" is not known; use tcp, udp or sctp", written);
                return false;
            }
        }

        TextSpan? addressSpan = parts.Length > 2 && parts[^3].Span.End > 0
            ? TextSpan.Between(0, parts[^3].Span.End)
            : null;
        string? address = null;
        if (addressSpan is { } span && !TryReadAddress(text[..span.End], out address))
        {
            error = new($"\"{text.Slice(span)}\" is not an IP address; EXPOSE needs none, remove it", span);
            return false;
        }

        if (!TryReadRange(text, container.Ports, out PortRange ports, out error))
            return false;

        PortRange? hostPorts = null;
        if (parts.Length > 1 && parts[^2].Span is { Length: > 0 } host)
        {
            if (!TryReadRange(text, host, out PortRange range, out error))
                return false;
            if (ports.Count > 1 && range.Count != ports.Count)
            {
                error = new(
                    $"{range.Count} host ports cannot stand for {ports.Count} container ports; " +
                    "EXPOSE needs no host ports, remove them",
                    host);
                return false;
            }

            hostPorts = range;
        }

        value = new PortSpec(ports)
        {
            Protocol = protocol,
            ProtocolSpan = container.Protocol is { Length: > 0 } ? container.Protocol : null,
            HostPorts = hostPorts,
            Address = address,
            AddressSpan = addressSpan,
        };
        error = null;
        return true;
    }

    private static bool TryReadAddress(string text, out string? address)
    {
        bool bracketed = text.StartsWith('[') && text.EndsWith(']');
        address = bracketed ? text[1..^1] : text;
        // Empty brackets are no address, and no error.
        return (bracketed && address.Length == 0) || IpAddressText.IsValid(address);
    }

    private static bool TryReadRange(
        string text, TextSpan span, out PortRange range, [NotNullWhen(false)] out ValueError? error)
    {
        range = default;
        Result<char, (TextSpan First, TextSpan Last)> parsed = RangeGrammar.Parse(text.Slice(span));
        if (!parsed.Success)
        {
            error = new(
                $"\"{text.Slice(span)}\" is not a port; write a number from 0 to 65535 or a range such as 8000-8010",
                span);
            return false;
        }

        TextSpan first = parsed.Value.First.Shift(span.Start);
        TextSpan last = parsed.Value.Last.Shift(span.Start);
        if (!TryReadPort(text, first, out int low, out error) || !TryReadPort(text, last, out int high, out error))
            return false;
        if (high < low)
        {
            error = new($"range {text.Slice(span)} ends before it starts; write the lower port first", span);
            return false;
        }

        range = new PortRange(low, high, span);
        return true;
    }

    private static bool TryReadPort(
        string text, TextSpan span, out int port, [NotNullWhen(false)] out ValueError? error)
    {
        bool parsed = GoNumber.TryParseUnsigned(text.Slice(span), 10, ushort.MaxValue, out ulong number);
        port = (int)number;
        error = parsed ? null : new($"port {text.Slice(span)} is too high; use a number from 0 to 65535", span);
        return parsed;
    }

    /// <summary>One part between colons: what stands before its first slash, and what after it.</summary>
    private readonly record struct Part(TextSpan Ports, TextSpan? Protocol)
    {
        /// <summary>The whole part.</summary>
        public TextSpan Span => TextSpan.Between(Ports.Start, Protocol?.End ?? Ports.End);
    }
}
