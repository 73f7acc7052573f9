using System.Collections.Immutable;
using System.Text.Json;
using DockerLint.Analysis.Configuration;

namespace DockerLint.Analysis.Tests;

/// <summary>The configuration of one of hadolint's own cases.</summary>
internal static class HadolintConfig
{
    public static PolicyOptions PolicyOf(JsonElement entry)
    {
        if (!entry.TryGetProperty("config", out JsonElement config))
            return PolicyOptions.None;
        PolicyOptions policy = PolicyOptions.None;
        if (config.TryGetProperty("allowedRegistries", out JsonElement registries))
            policy = policy with { TrustedRegistries = [.. registries.EnumerateArray().Select(registry => new RegistryPattern(registry.GetString()!))] };
        if (config.TryGetProperty("labelSchema", out JsonElement labels))
            policy = policy with { Labels = labels.EnumerateObject().ToImmutableDictionary(label => label.Name, label => LabelKinds.Find(label.Value.GetString()!)!.Value) };
        if (config.TryGetProperty("strictLabels", out JsonElement strict))
            policy = policy with { StrictLabels = strict.GetBoolean() };
        return policy;
    }
}
