namespace DockerLint.Analysis.Rules;

/// <summary>A label that is asked for but empty says nothing. Acts only on labels of the configured schema.</summary>
internal sealed class EmptyLabel() : LabelValueRule(
    new("DL3051", "EmptyLabel", Severity.Warning, Category.Correctness, Profiles.Recommended | Profiles.Hadolint, "A label of the schema is empty.") { IsConditional = true, Supersedes = ["DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058"] },
    null,
    static value => value.Length > 0,
    "; give it a value");
