using System.Collections.Immutable;
using DockerLint.Hosts.Texts;
using DockerLint.Semantics.Values;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Bake.Builds;

/// <summary>Reads what the services of a file of Compose say of builds (https://docs.docker.com/build/bake/compose-file/).</summary>
/// <param name="file">The file.</param>
/// <param name="secretsIn">The files that have the secrets, the strongest last.</param>
/// <param name="sink">Takes what is wrong.</param>
/// <param name="environment">The variables.</param>
internal sealed class ComposeBuilds(ComposeFile file, ImmutableArray<ComposeFile> secretsIn, BakeSink sink, Func<string, string?> environment)
{
    private const string ServiceScheme = "service:";

    private static readonly ImmutableArray<(string Theirs, string Ours)> s_keys =
    [
        ("context", "context"), ("dockerfile", "dockerfile"), ("dockerfile_inline", "dockerfile-inline"), ("target", "target"), ("network", "network"),
        ("pull", "pull"), ("no_cache", "no-cache"), ("shm_size", "shm-size"), ("tags", "tags"), ("platforms", "platforms"), ("cache_from", "cache-from"),
        ("cache_to", "cache-to"), ("ssh", "ssh"), ("entitlements", "entitlements"), ("args", "args"), ("additional_contexts", "contexts"),
        ("labels", "labels"), ("extra_hosts", "extra-hosts"),
    ];

    private static readonly ImmutableArray<string> s_passedOver = ["secrets", "x-bake", "privileged", "isolation", "provenance", "sbom", "ulimits"];

    /// <summary>The file.</summary>
    public ComposeFile File => file;

    /// <summary>The same for another file, a service of which one of this file extends: secrets and variables stay those of this one.</summary>
    public ComposeBuilds For(ComposeFile other) => new(other, secretsIn, sink, environment);

    /// <summary>The name of a service's target, which has no dots in it.</summary>
    public BakeText NameOf(YamlScalar service) => new(NameOf(service.Value), PlaceOf(service.Span));

    /// <summary>What a service says itself.</summary>
    public ComposeService Read(BakeText name, YamlMap service) =>
        new(name, service.Find("build") is { } build and not YamlScalar { IsNull: true } ? Build(name, build) : null, Fill(service.Find("image")));

    /// <summary>A text, or a list of them.</summary>
    public ImmutableArray<BakeText> TextsOf(YamlNode? node) => node is null ? [] : [.. ItemsOf(node).Select(Fill).OfType<BakeText>()];

    private static string NameOf(string service) => service.Replace('.', '_');

    private BakeBuild Build(BakeText name, YamlNode written)
    {
        var build = new BakeBuild(name);
        if (written is YamlMap map)
        {
            foreach (YamlEntry entry in map.Entries)
            {
                if (s_keys.FirstOrDefault(key => key.Theirs == entry.Key.Value).Ours is { } key)
                    build = With(build, key, entry.Value);
                else if (!s_passedOver.Contains(entry.Key.Value))
                    sink.Fail(PlaceOf(entry.Key.Span), $"'{entry.Key.Value}' is nothing that a build has");
            }

            if (map.Find("secrets") is YamlList secrets)
                build = build with { Lists = build.Lists.SetItem("secret", [.. secrets.Items.Select(SecretOf).OfType<BakeText>()]) };
            if (map.Find("x-bake") is YamlMap own)
                build = own.Entries.Aggregate(build, (made, entry) => With(made, entry.Key.Value, entry.Value));
        }
        else if (Fill(written) is { } context)
        {
            build = build with { Texts = build.Texts.SetItem("context", InFolder(context)) };
        }

        return build;
    }

    private BakeBuild With(BakeBuild build, string key, YamlNode value)
    {
        if (BakeKeys.Texts.Contains(key))
            return Fill(value) is { } text ? build with { Texts = build.Texts.SetItem(key, key == "context" ? InFolder(text) : text) } : build;
        if (BakeKeys.Lists.Contains(key))
            return build with { Lists = build.Lists.SetItem(key, [.. ItemsOf(value).Select(Fill).OfType<BakeText>()]) };
        if (BakeKeys.Maps.Contains(key))
            return build with { Maps = build.Maps.SetItem(key, PairsOf(key, value)) };
        sink.Fail(PlaceOf(value.Span), $"'{key}' is nothing that a target has");
        return build;
    }

    private static ImmutableArray<YamlNode> ItemsOf(YamlNode value) => value is YamlList list ? list.Items : [value];

    /// <summary>What is written as a map, or as a list of <c>name=value</c>. An argument without a value has that of the environment.</summary>
    private ImmutableSortedDictionary<string, BakeText> PairsOf(string key, YamlNode value)
    {
        var pairs = ImmutableSortedDictionary.CreateBuilder<string, BakeText>(StringComparer.Ordinal);
        IEnumerable<(string Name, BakeText? Value, YamlNode Node)> written = value is YamlMap map
            ? map.Entries.Select(entry => (entry.Key.Value, Fill(entry.Value), (YamlNode)entry.Key))
            : ItemsOf(value).Select(item => Fill(item) is { } text && text.Text.Split(key == "extra-hosts" ? [':', '='] : ['='], 2) is [var name, .. var rest]
                ? (name, rest is [var given] ? text with { Text = given } : null, item)
                : ("", null, item));
        foreach ((string name, BakeText? text, YamlNode node) in written.Where(static pair => pair.Name.Length > 0))
        {
            BakeText? known = text ?? (environment(name) is { } given ? new BakeText(given, PlaceOf(node.Span)) : null);
            if (known is null)
                continue;
            pairs[name] = key != "contexts" ? known
                : known.Text.StartsWith(ServiceScheme, StringComparison.Ordinal) ? known with { Text = ContextScheme.Target + NameOf(known.Text[ServiceScheme.Length..]) }
                : InFolder(known);
        }

        return pairs.ToImmutable();
    }

    /// <summary>A secret by the name that the file gives it, or by the source of a longer form.</summary>
    private BakeText? SecretOf(YamlNode node)
    {
        if (Fill(node is YamlMap longer ? longer.Find("source") : node) is not { } name)
            return null;
        string id = node is YamlMap form && Fill(form.Find("target")) is { } target ? target.Text : name.Text;
        (ComposeFile owner, YamlMap? secret) = secretsIn.Select(owner => (owner, (owner.Root.Find("secrets") as YamlMap)?.Find(name.Text) as YamlMap))
            .LastOrDefault(static found => found.Item2 is not null);
        if (secret is null)
        {
            sink.Fail(name.Place, $"there is no secret '{name.Text}'");
            return null;
        }

        return Fill(secret.Find("file")) is { } source ? name with { Text = $"id={id},src={owner.PathOf(source.Text)}" }
            : Fill(secret.Find("environment")) is { } variable ? name with { Text = $"id={id},env={variable.Text}" }
            : name with { Text = $"id={id}" };
    }

    /// <summary>A text with its variables replaced, those without a value by nothing; null where there is none.</summary>
    public BakeText? Fill(YamlNode? node)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
            return null;
        FilledText filled = FilledText.Fill(scalar.Value, environment);
        if (!filled.IsKnown && TextGrammar.Parse(scalar.Value).OfType<VariablePart>().FirstOrDefault(IsMissing) is { } missing)
            sink.Fail(PlaceOf(scalar.Span), $"the variable '{missing.Name}' has no value, and needs one");
        return new BakeText(string.Concat(filled.Pieces.Where(static piece => piece.IsKnown).Select(static piece => piece.Text)), PlaceOf(scalar.Span));
    }

    private bool IsMissing(VariablePart part) => part.Operator == VariableOperator.Required && string.IsNullOrEmpty(environment(part.Name));

    /// <summary>A place in the file.</summary>
    public BakePlace PlaceOf(TextSpan span) => new(file.File, span);

    private BakeText InFolder(BakeText path) => path with { Text = file.PathOf(path.Text) };
}
