using System.Diagnostics.CodeAnalysis;
using DockerLint.References;

namespace DockerLint.Semantics.Values;

/// <summary>
/// What USER and <c>--chown</c> take: <c>user[:group]</c>, names or numbers. BuildKit looks names up in the image when
/// it builds and refuses none before that. A flag that expands to nothing changes no owner and is not to be read as one.
/// </summary>
/// <param name="User">The user; its name may be empty.</param>
/// <param name="Group">The group; null when none is written.</param>
public sealed record Ownership(Principal User, Principal? Group)
{
    /// <summary>Reads an owner; only an empty text is refused.</summary>
    public static bool TryParse(
        string text, [NotNullWhen(true)] out Ownership? value, [NotNullWhen(false)] out ValueError? error)
    {
        int colon = text.IndexOf(':', StringComparison.Ordinal);
        value = text.Length == 0
            ? null
            : new Ownership(
                Principal.Of(text, new TextSpan(0, colon < 0 ? text.Length : colon)),
                colon < 0 ? null : Principal.Of(text, TextSpan.Between(colon + 1, text.Length)));
        error = value is null ? new("the user is missing; write user or user:group", default) : null;
        return value is not null;
    }
}

/// <summary>A user or a group.</summary>
/// <param name="Name">The name or number as written.</param>
/// <param name="Id">The number: as written, or 0 for "root"; null for any other name.</param>
/// <param name="Span">Where it is written.</param>
public readonly record struct Principal(string Name, int? Id, TextSpan Span)
{
    /// <summary>Whether this is the superuser or its group, by name or by number.</summary>
    public bool IsRoot => Id == 0;

    internal static Principal Of(string text, TextSpan span)
    {
        string name = text.Slice(span).ToString();
        int? id = name == "root" ? 0 : GoNumber.TryParseSigned(name, int.MaxValue, out long number) ? (int)number : null;
        return new Principal(name, id, span);
    }
}
