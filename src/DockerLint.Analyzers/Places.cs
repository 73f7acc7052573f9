using DockerLint.Configuration;
using DockerLint.Syntax.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SourceText = DockerLint.Syntax.Text.SourceText;

namespace DockerLint.Analyzers;

/// <summary>Places as the compiler knows them.</summary>
internal static class Places
{
    /// <summary>A place in a file that is no source.</summary>
    public static Location Of(string path, SourceText source, TextSpan span) => Location.Create(
        path,
        new Microsoft.CodeAnalysis.Text.TextSpan(span.Start, span.Length),
        new LinePositionSpan(Of(source.PositionOf(span.Start)), Of(source.PositionOf(span.End))));

    /// <summary>Where something is configured.</summary>
    public static Location Of(Place place)
    {
        if (place.Line == 0)
            return Location.None;
        var at = new LinePosition(place.Line - 1, place.Column - 1);
        return Location.Create(place.Source, default, new LinePositionSpan(at, at));
    }

    /// <summary>The compiler counts from 0.</summary>
    private static LinePosition Of(TextPosition position) => new(position.Line - 1, position.Column - 1);
}
