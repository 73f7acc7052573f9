namespace DockerLint.LanguageServer.Protocol;

/// <summary>How far something has come.</summary>
/// <param name="Kind"><c>begin</c>, <c>report</c> or <c>end</c>.</param>
public sealed record WorkProgress(string Kind)
{
    /// <summary>What it is; at the beginning only.</summary>
    public string? Title { get; init; }

    /// <summary>What is being done.</summary>
    public string? Message { get; init; }

    /// <summary>How much of it is done, to 100.</summary>
    public int? Percentage { get; init; }
}
