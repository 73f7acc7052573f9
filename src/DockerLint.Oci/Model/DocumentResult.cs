using System.Diagnostics.CodeAnalysis;

namespace DockerLint.Oci.Model;

/// <summary>What a JSON document was read as, or the reason why it cannot be.</summary>
public readonly record struct DocumentResult<T>
    where T : class
{
    internal DocumentResult(T value) => Value = value;

    internal DocumentResult(string error) => Error = error;

    /// <summary>What was read; null if it is something else.</summary>
    public T? Value { get; }

    /// <summary>What is wrong with the document, to be put behind its name: <c>is no valid JSON</c>; null if nothing is.</summary>
    public string? Error { get; }

    /// <summary>Whether it could be read.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Error))]
    public bool Success => Error is null;
}
