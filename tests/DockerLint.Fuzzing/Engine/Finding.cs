namespace DockerLint.Fuzzing.Engine;

/// <summary>An input that the product does not stand.</summary>
/// <param name="Kind">What goes wrong, the same for inputs with the same cause: the exception and where it comes from, or that it takes too long.</param>
/// <param name="Explanation">The whole exception, or the time.</param>
/// <param name="Input">The input.</param>
internal sealed record Finding(string Kind, string Explanation, byte[] Input)
{
    /// <summary>What is said of an input that takes too long.</summary>
    public const string Slow = "slow";

    /// <summary>What an exception says is wrong.</summary>
    public static Finding Of(Exception error, byte[] input)
    {
        string[] frames = [.. (error.StackTrace ?? "").Split('\n').Select(static line => line.Trim()).Where(static line => line.Contains("DockerLint.", StringComparison.Ordinal))];
        string frame = frames.FirstOrDefault(static line => !line.Contains("DockerLint.Fuzzing", StringComparison.Ordinal)) ?? frames.FirstOrDefault() ?? "";
        int parameters = frame.IndexOf('(', StringComparison.Ordinal);
        return new Finding($"{error.GetType().Name} {(parameters < 0 ? frame : frame[..parameters])}", error.ToString(), input);
    }
}
