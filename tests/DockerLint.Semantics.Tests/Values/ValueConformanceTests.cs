using System.Text.Json;
using DockerLint.References;
using DockerLint.Semantics.Values;

namespace DockerLint.Semantics.Tests.Values;

[Trait("Category", "Conformance")]
public sealed class ValueConformanceTests
{
    [Fact]
    public void Ports_are_read_as_BuildKit_reads_them()
    {
        IReadOnlyList<JsonElement> cases = SharedCases.Read("cases/buildkit/expose.jsonl");
        Assert.True(cases.Count >= 17);
        foreach (JsonElement item in cases)
        {
            var ports = new List<string>();
            bool accepted = true;
            foreach (JsonElement spec in item.GetProperty("specs").EnumerateArray())
            {
                accepted &= PortSpec.TryParse(spec.GetString()!, out PortSpec? port, out _);
                ports.AddRange(port?.Expand() ?? []);
            }

            bool refused = item.TryGetProperty("error", out JsonElement error) && error.GetBoolean();
            Assert.True(accepted != refused, item.GetRawText());
            if (accepted)
                Assert.Equal(Strings(item.GetProperty("expected")), ports);
        }
    }

    [Fact]
    public void Git_sources_are_read_as_BuildKit_reads_them()
    {
        IReadOnlyList<JsonElement> cases = SharedCases.Read("cases/buildkit/git_ref.jsonl");
        Assert.True(cases.Count >= 39);
        foreach (JsonElement item in cases)
        {
            bool parsed = GitReference.TryParse(item.GetProperty("ref").GetString()!, out GitReference? git, out ValueError? error);
            Assert.True((error is not null) == (item.GetProperty("error").ValueKind is not JsonValueKind.Null), item.GetRawText());
            JsonElement expected = item.GetProperty("expected");
            Assert.True(parsed == expected.ValueKind is JsonValueKind.Object, item.GetRawText());
            if (git is null)
                continue;
            Assert.Equal(Text(expected, "Remote"), git.Remote);
            Assert.Equal(Text(expected, "ShortName"), git.ShortName);
            Assert.Equal(Text(expected, "Ref"), git.Ref);
            Assert.Equal(Text(expected, "SubDir"), git.Folder);
            Assert.Equal(Text(expected, "Checksum"), git.Checksum);
            Assert.Equal(Text(expected, "MTime"), git.ModificationTime);
            Assert.Equal(IsTrue(expected, "FetchByCommit"), git.FetchByCommit);
            Assert.Equal(IsTrue(expected, "UnencryptedTCP"), git.IsUnencrypted);
            Assert.Equal(IsTrue(expected, "IndistinguishableFromLocal"), git.LooksLocal);
        }
    }

    [Fact]
    public void Devices_are_read_as_BuildKit_reads_them()
    {
        IReadOnlyList<JsonElement> cases = SharedCases.Read("cases/buildkit/run_device.jsonl");
        Assert.True(cases.Count >= 8);
        foreach (JsonElement item in cases)
        {
            bool parsed = DeviceSpec.TryParse(item.GetProperty("input").GetString()!, out DeviceSpec? device, out _);
            Assert.True(parsed == item.GetProperty("error").ValueKind is JsonValueKind.Null, item.GetRawText());
            if (device is null)
                continue;
            Assert.Equal(Text(item, "name"), device.Name);
            Assert.Equal(item.GetProperty("required").GetBoolean(), device.IsRequired);
        }
    }

    [Theory]
    [InlineData("cases/buildkit/verdicts.jsonl", 145)]
    [InlineData("corpus/buildkit.jsonl", 1548)]
    public void Values_of_files_that_BuildKit_converts_are_accepted(string path, int least)
    {
        var refused = new List<string>();
        int judged = 0;
        foreach (JsonElement file in SharedCases.Read(path))
        {
            if (file.GetProperty("error").ValueKind is not JsonValueKind.Null)
                continue;
            foreach (JsonElement instruction in file.GetProperty("instructions").EnumerateArray())
            {
                foreach ((string value, ValueError? error) in Judge(instruction[2].GetString()!, workdir: null))
                {
                    judged++;
                    if (error is not null)
                        refused.Add($"{value}: {error.Message}");
                }
            }
        }

        Assert.Empty(refused);
        Assert.True(judged >= least, $"{judged}");
    }

    [Theory]
    [InlineData("cases/buildkit/verdicts.jsonl", 16)]
    [InlineData("corpus/buildkit.jsonl", 2)]
    public void Values_that_BuildKit_refuses_are_refused(string path, int least)
    {
        string[] messages =
        [
            "invalid chmod", "invalid field", "unexpected key", "invalid containerPort", "invalid port", "invalid mount",
            "invalid signal: FOO", "invalid signal: name", "failed to parse platform a/", "unexpected query",
            "unsupported",
        ];
        int judged = 0;
        foreach (JsonElement file in SharedCases.Read(path))
        {
            JsonElement error = file.GetProperty("error");
            if (error.ValueKind is JsonValueKind.Null
                || !messages.Any(start => error.GetProperty("message").GetString()!.StartsWith(start, StringComparison.Ordinal)))
                continue;
            int line = error.GetProperty("line").GetInt32();
            JsonElement instruction = file.GetProperty("instructions").EnumerateArray().First(item => item[0].GetInt32() == line);
            Assert.True(
                Judge(instruction[2].GetString()!, workdir: "/").Any(value => value.Error is not null),
                instruction.GetRawText() + error.GetRawText());
            judged++;
        }

        Assert.True(judged >= least, $"{judged}");
    }

    /// <summary>Judges the values of a dumped instruction that hold neither variables nor quotes.</summary>
    private static IEnumerable<(string Value, ValueError? Error)> Judge(string dump, string? workdir)
    {
        string keyword = dump.Split(' ', 2)[0];
        foreach (string word in Words(dump).Where(word => word.AsSpan().IndexOfAny("$'\"\\<") < 0))
        {
            ValueError? error = null;
            bool? accepted = (keyword, word.Split('=', 2)) switch
            {
                ("run", ["--mount", var mount]) => MountSpec.TryParse(mount, static text => text, workdir, out _, out error),
                ("add" or "copy", ["--chmod", var mode]) => ModeSpec.TryParse(mode, out _, out error),
                ("from", ["--platform", var platform]) => Platform.TryParse(platform, out _, out error),
                ("healthcheck", ["--interval" or "--timeout" or "--start-period", var duration]) =>
                    GoDuration.TryParse(duration, out _, out error),
                ("expose", _) => PortSpec.TryParse(word, out _, out error),
                ("stopsignal", [not "--foo", ..]) => StopSignal.TryParse(word, out _, out error),
                ("add", _) => GitReference.TryParse(word, out _, out error),
                _ => null,
            };
            if (accepted is not null)
                yield return (word, error);
        }
    }

    /// <summary>The quoted words of a dump, those that JSON reads too.</summary>
    private static IEnumerable<string> Words(string dump)
    {
        int start = dump.IndexOf('"', StringComparison.Ordinal);
        while (start >= 0)
        {
            int end = start + 1;
            while (end < dump.Length && dump[end] != '"')
                end += dump[end] == '\\' ? 2 : 1;
            if (end >= dump.Length)
                yield break;
            string quoted = dump[(start + 1)..end];
            if (!quoted.Contains('\\', StringComparison.Ordinal))
                yield return quoted;
            start = dump.IndexOf('"', end + 1);
        }
    }

    private static string? Text(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static bool IsTrue(JsonElement item, string name) =>
        item.TryGetProperty(name, out JsonElement value) && value.GetBoolean();

    private static IEnumerable<string?> Strings(JsonElement list) => list.EnumerateArray().Select(item => item.GetString());
}
