using DockerLint.Analysis.Tests.Fixes;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Rules on cache mounts: where one is missing, whose it is, and what is removed from it.</summary>
public sealed class CacheMountTests
{
    private const string Npm = "--mount=type=cache,target=/root/.npm";

    [Theory]
    [InlineData("npm ci && npm ci", "npm")]
    [InlineData("npm ci && pip install x", "npm | pip")]
    [InlineData("npm ci && pip install x && npm ci", "npm | pip")]
    [InlineData("npm run build", "")]
    [InlineData("yarn install", "")]
    [InlineData("--mount=type=cache,target=/go/pkg/mod go build .", "")]
    [InlineData("--mount=type=cache,target=/var/cache/apt npm ci", "npm")]
    [InlineData("PIP_NO_CACHE_DIR=1 pip install x", "")]
    [InlineData("export PIP_NO_CACHE_DIR=1 && pip install x && npm ci", "npm")]
    [InlineData("PIP_NO_CACHE_DIR=0 pip install x", "")]
    [InlineData("pip install --no-cache-dir x", "pip")]
    public void A_cache_that_is_not_mounted_is_named_once(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DK3008", run));

    [Theory]
    [InlineData("RUN npm ci\n", true)]
    [InlineData("USER root\nRUN npm ci\n", true)]
    [InlineData("USER 0\nRUN npm ci\n", true)]
    [InlineData("USER node\nRUN npm ci\n", false)]
    [InlineData("RUN npm ci && npm cache clean --force\n", false)]
    [InlineData("RUN npm ci && rm -rf ~/.npm\n", false)]
    [InlineData("RUN npm ci --cache /x\n", false)]
    [InlineData("RUN npm ci && make clean\n", true)]
    public void A_cache_is_mounted_for_root_where_nothing_empties_it(string body, bool isFixed)
    {
        string after = isFixed ? body.Replace("RUN ", $"RUN {Npm} ", StringComparison.Ordinal) : body;
        Assert.Equal("npm", Flagged.In("DK3008", $"FROM a\n{body}"));
        Fixed.Makes("DK3008", $"FROM a\n{body}", $"FROM a\n{after}");
    }

    [Theory]
    [InlineData("USER 0\nRUN --mount=type=cache,target=/c x\n", false)]
    [InlineData("USER 0:5\nRUN --mount=type=cache,target=/c x\n", false)]
    [InlineData("USER :5\nRUN --mount=type=cache,target=/c x\n", false)]
    [InlineData("USER a\nRUN --mount=type=cache,target=/c gosu root x\n", false)]
    [InlineData("USER a\nRUN --mount=type=cache,target=/c su-exec root x\n", false)]
    [InlineData("USER a\nRUN --mount=type=cache,target=/c x\n", true)]
    public void Only_root_may_write_to_a_new_cache(string body, bool found) => Assert.Equal(found, Findings.OfRule("DK3014", $"FROM a\n{body}").Length == 1);

    [Theory]
    [InlineData("1000", "add uid=1000")]
    [InlineData("app1", "add uid= with the number of 'app1'")]
    public void The_owner_of_a_cache_is_a_number(string user, string part) =>
        Assert.EndsWith(part, Findings.MessageOf("DK3014", $"FROM a\nUSER {user}\nRUN --mount=type=cache,target=/c x\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData($"{Npm} npm ci && find /root/.npm -delete", "find /root/.npm -delete")]
    [InlineData($"{Npm} npm ci && rm -rf /root/.npm", "rm -rf /root/.npm")]
    [InlineData($"{Npm} npm ci && ls /root/.npm", "")]
    [InlineData("--mount=type=cache,target=/var/lib/apt --mount=type=cache,target=/var/cache/apt apt-get clean", "apt-get clean")]
    [InlineData("--mount=type=cache,target=/var/cache/dnf rm -rf /var/cache/dnf", "rm -rf /var/cache/dnf")]
    [InlineData("--mount=type=cache,target=/root/.cache/uv uv pip install -n x", "-n")]
    public void What_empties_a_mounted_cache_is_flagged_once(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DK3006", run));

    [Theory]
    [InlineData("pip install --no-cache-dir x", "pip install x")]
    [InlineData("pip install   --no-cache-dir x", "pip install x")]
    [InlineData("pip install x --no-cache-dir", "pip install x")]
    [InlineData("[\"pip\", \"install\", \"--no-cache-dir\", \"x\"]", "[\"pip\", \"install\", \"x\"]")]
    [InlineData("[\"pip\", \"install\", \"x\" , \"--no-cache-dir\"]", "[\"pip\", \"install\", \"x\"]")]
    [InlineData("[\"pip\",\"install\",\"--no-cache-dir\",\"x\"]", "[\"pip\",\"install\",\"x\"]")]
    [InlineData("uv pip install -n x", null)]
    public void A_long_option_that_leaves_the_cache_empty_is_taken_out(string before, string? after)
    {
        const string Run = "FROM a\nRUN --mount=type=cache,target=/root/.cache ";
        Assert.NotEmpty(Flagged.In("DK3006", $"{Run}{before}\n"));
        Fixed.Makes("DK3006", $"{Run}{before}\n", after is null ? null : $"{Run}{after}\n");
    }
}
