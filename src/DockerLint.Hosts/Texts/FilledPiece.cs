namespace DockerLint.Hosts.Texts;

/// <summary>A part of a text whose variables are replaced.</summary>
/// <param name="Text">What it says; of what nobody knows, how it is written.</param>
/// <param name="IsKnown">Whether it is known.</param>
internal readonly record struct FilledPiece(string Text, bool IsKnown = true);
