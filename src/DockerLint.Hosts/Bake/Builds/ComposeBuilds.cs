using System.Collections.Immutable;
using DockerLint.Hosts.Texts;
using DockerLint.Semantics.Values;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Bake.Builds;

/// <summary>The targets of a file of Compose: its services that are built (https://docs.docker.com/build/bake/compose-file/).</summary>
internal sealed class ComposeBuilds(BakeFile file, BakeSink sink, Func<string, string?> environment)
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

    private YamlMap? _secrets;

    /// <summary>Finds them.</summary>
    public void Read()
    {
        YamlText yaml = YamlText.Parse(file.Source.Value);
        foreach (YamlError error in yaml.Errors)
            sink.Fail(PlaceOf(error.Span), error.Message);
        if (!yaml.Errors.IsEmpty || yaml.Documents is not [{ Root: YamlMap root }, ..] || root.Find("services") is not YamlMap services)
            return;
        _secrets = root.Find("secrets") as YamlMap;
        var members = ImmutableArray.CreateBuilder<BakeText>();
        foreach (YamlEntry entry in services.Entries)
        {
            if (entry.Value is not YamlMap service || service.FindEntry("build") is not { } build || build.Value is YamlScalar { IsNull: true })
                continue;
            var name = new BakeText(NameOf(entry.Key.Value), PlaceOf(entry.Key.Span));
            sink.Add(Build(name, service, build.Value));
            members.Add(name);
        }

        if (members.Count > 0)
            sink.Add(new BakeGroup(new BakeText("default", PlaceOf(services.Span)), members.ToImmutable()));
    }

    /// <summary>Targets have no dots in their names.</summary>
    private static string NameOf(string service) => service.Replace('.', '_');

    private BakeBuild Build(BakeText name, YamlMap service, YamlNode written)
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
            build = build with { Texts = build.Texts.SetItem("context", context) };
        }

        return build.List("tags").IsEmpty && Fill(service.Find("image")) is { } image
            ? build with { Lists = build.Lists.SetItem("tags", [image]) }
            : build;
    }

    private BakeBuild With(BakeBuild build, string key, YamlNode value)
    {
        if (BakeKeys.Texts.Contains(key))
            return Fill(value) is { } text ? build with { Texts = build.Texts.SetItem(key, text) } : build;
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
            pairs[name] = key == "contexts" && known.Text.StartsWith(ServiceScheme, StringComparison.Ordinal)
                ? known with { Text = ContextScheme.Target + NameOf(known.Text[ServiceScheme.Length..]) }
                : known;
        }

        return pairs.ToImmutable();
    }

    /// <summary>A secret by the name that the file gives it, or by the source of a longer form.</summary>
    private BakeText? SecretOf(YamlNode node)
    {
        if (Fill(node is YamlMap longer ? longer.Find("source") : node) is not { } name)
            return null;
        string id = node is YamlMap form && Fill(form.Find("target")) is { } target ? target.Text : name.Text;
        if (_secrets?.Find(name.Text) is not YamlMap secret)
        {
            sink.Fail(name.Place, $"there is no secret '{name.Text}'");
            return null;
        }

        return Fill(secret.Find("file")) is { } source ? name with { Text = $"id={id},src={source.Text}" }
            : Fill(secret.Find("environment")) is { } variable ? name with { Text = $"id={id},env={variable.Text}" }
            : name with { Text = $"id={id}" };
    }

    /// <summary>A text with its variables replaced, those without a value by nothing; null where there is none.</summary>
    private BakeText? Fill(YamlNode? node)
    {
        if (node is not YamlScalar { IsNull: false } scalar)
            return null;
        FilledText filled = FilledText.Fill(scalar.Value, environment);
        if (!filled.IsKnown && TextGrammar.Parse(scalar.Value).OfType<VariablePart>().FirstOrDefault(IsMissing) is { } missing)
            sink.Fail(PlaceOf(scalar.Span), $"the variable '{missing.Name}' has no value, and needs one");
        return new BakeText(string.Concat(filled.Pieces), PlaceOf(scalar.Span));
    }

    private bool IsMissing(VariablePart part) => part.Operator == VariableOperator.Required && string.IsNullOrEmpty(environment(part.Name));

    private BakePlace PlaceOf(TextSpan span) => new(file, span);
}
