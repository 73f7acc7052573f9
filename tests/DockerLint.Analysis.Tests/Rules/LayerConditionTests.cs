using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Syntax.Text;

namespace DockerLint.Analysis.Tests.Rules;

/// <summary>Rules on what layers hold, and on caches; the pages have the rest.</summary>
public sealed class LayerConditionTests
{
    [Theory]
    [InlineData("COPY a /b\nRUN rm /b\n", "/b")]
    [InlineData("COPY a /b/\nRUN rm -rf /b/a\n", "/b/a")]
    [InlineData("COPY x/a y /b/\nRUN rm -rf /b\n", "/b")]
    [InlineData("COPY a.tgz /b/\nRUN rm /b/*.tgz\n", "/b/*.tgz")]
    [InlineData("COPY a.tgz /b/\nRUN rm /b/*.zip\n", "")]
    [InlineData("COPY a.tgz ./\nRUN rm *.tgz\n", "*.tgz")]
    [InlineData("COPY a.tgz /\nRUN rm /*.tgz\n", "/*.tgz")]
    [InlineData("COPY a b /c/\nRUN rm /c/a\nRUN rm -rf /c/*\n", "/c/a | /c/*")]
    [InlineData("WORKDIR /w\nCOPY a .\nRUN rm a\n", "a")]
    [InlineData("WORKDIR /w\nCOPY a .\nRUN cd / && rm a\n", "")]
    [InlineData("WORKDIR /w\nCOPY a .\nRUN cd .. && rm w/a\n", "w/a")]
    [InlineData("WORKDIR /w\nCOPY a .\nRUN cd \"$X\" && rm a\n", "")]
    [InlineData("COPY a .\nRUN rm a\n", "a")]
    [InlineData("COPY *.tgz /b/\nRUN rm /b/x.tgz\n", "")]
    [InlineData("COPY . /b\nRUN rm -rf /b/tests\n", "")]
    [InlineData("COPY a $X/b\nRUN rm /b\n", "")]
    [InlineData("ADD https://x.org/a.zip?v=1 /b/\nRUN rm /b/a.zip\n", "/b/a.zip")]
    [InlineData("RUN curl -fsSLo /a https://x.org/a\nRUN rm /a\n", "/a")]
    [InlineData("RUN curl -fO https://x.org/a.zip\nRUN rm a.zip\n", "a.zip")]
    [InlineData("RUN wget -q https://x.org/a.zip\nRUN unzip a.zip && rm a.zip\n", "a.zip")]
    [InlineData("RUN wget -qO- https://x.org/a | sh\nRUN rm -- -\n", "")]
    [InlineData("RUN git clone --depth 1 https://x.org/y/z.git\nRUN rm -rf z\n", "z")]
    [InlineData("RUN git clone https://x.org/y/z.git /s && rm -rf /s\nRUN rm -rf /s\n", "")]
    [InlineData("RUN curl -fo /a https://x.org/a && mv /a /b\nRUN rm /a\n", "")]
    [InlineData("COPY a /t/a\nRUN mv /t/a /b\nRUN rm -rf /t\n", "/t/a")]
    [InlineData("COPY a /b\nRUN rm /b/c /bc\n", "")]
    [InlineData("COPY a /b\nRUN rm -rf /\n", "")]
    public void What_an_earlier_layer_holds_is_not_removed(string body, string flagged) => Assert.Equal(flagged, Flagged.In("DK3003", $"FROM a\n{body}"));

    [Fact]
    public void A_layer_of_the_stage_that_the_image_starts_from_counts_and_one_that_is_not_shipped_does_not()
    {
        Assert.Equal("/b", Flagged.In("DK3003", "FROM a AS s\nCOPY a /b\nFROM s\nRUN rm /b\n"));
        Assert.Equal("", Flagged.In("DK3003", "FROM a AS s\nCOPY a /b\nRUN rm /b\nFROM a\nCOPY --from=s /c /c\n"));
    }

    [Theory]
    [InlineData("COPY . .\nRUN npm ci\n", ".")]
    [InlineData("COPY ./ /app\nRUN yarn --frozen-lockfile\n", "./")]
    [InlineData("COPY . .\nRUN pip install -r requirements.txt\n", ".")]
    [InlineData("COPY . .\nRUN pip install -e . -r requirements.txt\n", "")]
    [InlineData("COPY . .\nRUN dotnet restore x.csproj\n", ".")]
    [InlineData("COPY . .\nRUN apk add --no-cache curl\n", ".")]
    [InlineData("COPY . .\nRUN apt-get install -y ./x.deb\n", "")]
    [InlineData("COPY . .\nRUN npm run build\n", "")]
    [InlineData("COPY . .\nRUN bundle exec rake\n", "")]
    [InlineData("COPY . /\nRUN npm ci\n", "")]
    [InlineData("COPY a .\nRUN npm ci\n", "")]
    [InlineData("COPY --from=x . .\nRUN npm ci\n", "")]
    [InlineData("RUN npm ci\nCOPY . .\nRUN npm ci\n", "")]
    [InlineData("COPY . .\nWORKDIR /x\nENV A=1\nRUN go mod download && go build\n", ".")]
    public void The_source_comes_after_the_dependencies(string body, string flagged) => Assert.Equal(flagged, Flagged.In("DK3004", $"FROM a\n{body}"));

    [Theory]
    [InlineData("npm ci", "npm")]
    [InlineData("npm ci && npm cache clean --force", "")]
    [InlineData("npm ci && rm -rf ~/.npm", "")]
    [InlineData("npm ci && rm -rf /root/.npm/_cacache", "")]
    [InlineData("npm ci --cache /tmp/n && rm -rf /tmp/*", "")]
    [InlineData("npm_config_cache=/c npm ci && rm -rf /c", "")]
    [InlineData("export npm_config_cache=/c; npm ci; rm -rf ~/.npm", "npm")]
    [InlineData("npm run build", "")]
    [InlineData("gem install x && rm -rf /var/lib/gems/3.1.0/cache", "")]
    [InlineData("bundle install && rm -rf \"${BUNDLE_PATH}\"/ruby/*/cache", "")]
    [InlineData("go build . && go clean -cache", "")]
    [InlineData("go build . && rm -rf \"${GOPATH}\"", "")]
    [InlineData("go version", "")]
    [InlineData("cargo install x && rm -rf $CARGO_HOME/registry", "")]
    [InlineData("cargo install x", "cargo")]
    [InlineData("conda install -y x && mamba clean -afy", "")]
    [InlineData("conda install -y -c y x", "conda")]
    [InlineData("COMPOSER_CACHE_DIR=/dev/null composer install", "")]
    [InlineData("composer install && composer clear-cache", "")]
    [InlineData("UV_NO_CACHE=1 uv sync", "")]
    [InlineData("UV_NO_CACHE=0 uv sync", "uv")]
    [InlineData("mvn -f x/pom.xml -B package", "mvn")]
    [InlineData("mvn package && rm -rf ~/.m2", "")]
    [InlineData("--mount=type=cache,target=/root/.npm npm ci", "")]
    [InlineData("--mount=type=cache,target=/root/.npm/_cacache npm ci", "")]
    [InlineData("--mount=type=cache,target=/go/pkg/mod/cache go build .", "")]
    [InlineData("--mount=type=cache,target=/root/.nuget dotnet publish", "")]
    [InlineData("--mount=type=cache,target=/c npm ci --cache=/c", "")]
    [InlineData("--mount=type=tmpfs,target=/root npm ci", "npm")]
    [InlineData("tdnf install -y x && tdnf clean all", "")]
    public void A_package_manager_leaves_no_cache(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DK3005", run));

    [Theory]
    [InlineData("DL3042", "FROM a\nENV PIP_CACHE_DIR=/c\nRUN --mount=type=cache,target=/c pip install x\n")]
    [InlineData("DL3042", "FROM a\nRUN --mount=type=cache,target=/c pip install --cache-dir /c x\n")]
    [InlineData("DL3060", "FROM a\nENV YARN_CACHE_FOLDER=/c\nRUN --mount=type=cache,target=/c yarn install\n")]
    [InlineData("DL3060", "FROM a\nRUN --mount=type=cache,target=/root/.yarn yarn install\n")]
    [InlineData("DL3060", "FROM a\nRUN --mount=type=cache,target=/usr/local/share/.cache yarn install\n")]
    [InlineData("DL3009", "FROM a\nRUN --mount=type=cache,target=/var/lib/apt/lists apt-get update\n")]
    [InlineData("DL3019", "FROM a\nRUN --mount=type=cache,target=/var/cache/apk apk add x\n")]
    [InlineData("DL3032", "FROM a\nRUN --mount=type=cache,target=/var/cache/yum yum install -y x\n")]
    [InlineData("DL3036", "FROM a\nRUN --mount=type=cache,target=/var/cache zypper install -y x\n")]
    [InlineData("DL3040", "FROM a\nRUN --mount=type=cache,target=/var/cache/dnf dnf install -y x\n")]
    public void A_cache_mount_keeps_the_cache_out_of_the_layer(string code, string text) => Assert.Equal("", Flagged.In(code, text));

    [Theory]
    [InlineData("fedora:42", "dnf install -y x && rm -rf /var/cache/dnf", "dnf")]
    [InlineData("fedora:42", "--mount=type=cache,target=/var/cache/dnf dnf install -y x", "dnf")]
    [InlineData("fedora:42", "dnf install -y x && rm -rf /var/cache/libdnf5", "")]
    [InlineData("fedora:42", "dnf install -y x && dnf clean all", "")]
    [InlineData("quay.io/fedora/fedora:41", "dnf install -y x && rm -rf /var/cache/dnf", "dnf")]
    [InlineData("fedora:40", "dnf install -y x && rm -rf /var/cache/dnf", "")]
    [InlineData("fedora", "dnf install -y x && rm -rf /var/cache/dnf", "")]
    [InlineData("a:42", "dnf install -y x && rm -rf /var/cache/libdnf5", "")]
    [InlineData("a", "dnf5 install -y x && rm -rf /var/cache/dnf", "dnf5")]
    public void The_version_of_dnf_decides_which_folder_it_is(string image, string run, string flagged) =>
        Assert.Equal(flagged, Flagged.In("DL3040", $"FROM {image}\nRUN {run}\n"));

    [Theory]
    [InlineData("FROM fedora:42\nRUN dnf install -y x\n", "over /var/cache/libdnf5")]
    [InlineData("FROM fedora:42 AS a\nFROM a\nRUN dnf install -y x\n", "over /var/cache/libdnf5")]
    [InlineData("FROM rockylinux:9\nRUN dnf install -y x\n", "over /var/cache/dnf")]
    public void The_folder_of_dnf_is_named(string text, string part) =>
        Assert.Contains(part, Findings.MessageOf("DL3040", text), StringComparison.Ordinal);

    [Fact]
    public void Hadolint_knows_no_folder_of_a_version() => Assert.Equal(
        "",
        Flagged.In("DL3040", "FROM fedora:42\nRUN dnf install -y x && rm -rf /var/cache/yum/*\n", new LintOptions { Profile = Profiles.Hadolint }));

    [Theory]
    [InlineData("--mount=type=cache,target=/root/.cache pip3 install --no-cache-dir x", "--no-cache-dir")]
    [InlineData("--mount=type=cache,target=/root/.cache PIP_NO_CACHE_DIR=1 pip install x", "pip install x")]
    [InlineData("--mount=type=cache,target=/var/cache/apt apt-get install -y x && apt-get clean", "apt-get clean")]
    [InlineData("--mount=type=cache,target=/var/cache/apk apk add --no-cache x", "--no-cache")]
    [InlineData("--mount=type=cache,target=/var/cache/dnf dnf install -y x && dnf clean all", "dnf clean all")]
    [InlineData("--mount=type=cache,target=/etc/apk/cache apk add --no-cache x", "--no-cache")]
    [InlineData("--mount=type=cache,target=/var/cache/dnf dnf5 install -y x && dnf5 clean all", "")]
    [InlineData("--mount=type=cache,target=/root/.cache PIP_NO_CACHE_DIR=0 pip install x", "pip install x")]
    [InlineData("--mount=type=cache,target=/var/lib/apt apt-get clean", "")]
    [InlineData("--mount=type=tmpfs,target=/root/.cache pip install --no-cache-dir x", "")]
    [InlineData("--mount=type=cache,target=/root/.npm pip install --no-cache-dir x", "")]
    [InlineData("--mount=type=cache,target=/c npm ci --cache /c && rm -rf /c", "")]
    public void A_mounted_cache_is_filled_and_not_emptied(string run, string flagged) => Assert.Equal(flagged, Flagged.InRun("DK3006", run));

    [Theory]
    [InlineData("COPY a /a\nRUN chmod +x /a\n", "chmod +x /a")]
    [InlineData("COPY a b /d/\nRUN chmod 755 /d/a /d/b && x\n", "chmod 755 /d/a /d/b")]
    [InlineData("COPY a /d/\nCOPY b /d/\nENV X=1\nRUN chmod 755 /d/a /d/b\n", "chmod 755 /d/a /d/b")]
    [InlineData("COPY a /d/\nRUN chmod 755 /d/a /d/c\n", "")]
    [InlineData("COPY a /d/\nRUN chmod 755 /d\n", "")]
    [InlineData("COPY a /a\nRUN x\nRUN chmod +x /a\n", "")]
    [InlineData("WORKDIR /w\nCOPY a ./\nRUN chmod +x a\n", "chmod +x a")]
    [InlineData("COPY a /a\nRUN [\"chmod\", \"+x\", \"/a\"]\n", "chmod\", \"+x\", \"/a")]
    [InlineData("COPY a /a\nRUN chmod --reference=/b /a\n", "")]
    [InlineData("COPY x /d\nRUN chown -R y:z /d\n", "chown -R y:z /d")]
    [InlineData("COPY x /d\nRUN adduser y && chown -R y /d\n", "")]
    [InlineData("RUN mkdir -p /d/e\nCOPY x /d\nRUN chown -R y /d\n", "")]
    [InlineData("COPY y /d/\nRUN x\nCOPY x /d\nRUN chown -R y /d\n", "")]
    [InlineData("COPY x /a\nFROM a\nRUN chmod +x /a\n", "")]
    public void COPY_sets_modes_and_owners(string body, string flagged)
    {
        string found = Flagged.In("DK3007", $"FROM a\n{body}");
        Assert.Equal(flagged, found.Trim('"'));
    }

    [Theory]
    [InlineData("FROM a\nCOPY a /a\nRUN chmod +x /a\nRUN x\n", "DK3007", "FROM a\nCOPY --chmod=755 a /a\nRUN x\n")]
    [InlineData("FROM a\nCOPY --link a \\\n  /a\nRUN chown 1:1 \\\n  /a\n", "DK3007", "FROM a\nCOPY --chown=1:1 --link a \\\n  /a\n")]
    [InlineData("FROM a\nCOPY a /a\nRUN chmod +x /a && x\n", "DK3007", "FROM a\nCOPY a /a\nRUN chmod +x /a && x\n")]
    [InlineData("FROM a\nCOPY a b /d/\nRUN chmod +x /d/a\n", "DK3007", "FROM a\nCOPY a b /d/\nRUN chmod +x /d/a\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN npm ci\n", "DK3008", "FROM a\nRUN --mount=type=cache,target=/root/.npm npm ci\nRUN --mount=type=cache,target=/root/.npm npm ci\n")]
    [InlineData("FROM a\nRUN pip install --no-cache-dir x\n", "DK3008", "FROM a\nRUN pip install --no-cache-dir x\n")]
    [InlineData("FROM a\nUSER x\nRUN npm ci\n", "DK3008", "FROM a\nUSER x\nRUN npm ci\n")]
    [InlineData("FROM a\nRUN apt-get update\n", "DK3008", "FROM a\nRUN apt-get update\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,sharing=shared,target=/var/lib/apt apt-get update\n", "DK3013", "FROM a\nRUN --mount=type=cache,sharing=locked,target=/var/lib/apt apt-get update\n")]
    [InlineData("FROM a\nRUN --mount=type=cache,target=/root/.cache \\\n pip install \\\n  --no-cache-dir x\n", "DK3006", "FROM a\nRUN --mount=type=cache,target=/root/.cache \\\n pip install \\\n  --no-cache-dir x\n")]
    [InlineData("FROM a\nrun export A=b\n", "DK4003", "FROM a\nenv A=b\n")]
    [InlineData("FROM a\nRUN cd /b\n", "DK4003", "FROM a\nWORKDIR /b\n")]
    [InlineData("FROM a\nRUN export A=$(b)\n", "DK4003", "FROM a\nRUN export A=$(b)\n")]
    [InlineData("FROM a\nENV DEBIAN_FRONTEND noninteractive\n", "DK4004", "FROM a\nARG DEBIAN_FRONTEND=noninteractive\n")]
    [InlineData("FROM a\nENV DEBIAN_FRONTEND=x\nENV DEBIAN_FRONTEND=y\n", "DK4004", "FROM a\nENV DEBIAN_FRONTEND=x\nENV DEBIAN_FRONTEND=y\n")]
    [InlineData("FROM a\nCOPY package-lock.json .\nRUN npm i --omit=dev\n", "DK4005", "FROM a\nCOPY package-lock.json .\nRUN npm ci --omit=dev\n")]
    [InlineData("FROM a\nCOPY yarn.lock .\nRUN yarn\n", "DK4005", "FROM a\nCOPY yarn.lock .\nRUN yarn --frozen-lockfile\n")]
    [InlineData("ARG A\nFROM a\nLABEL x=$A\n", "DK1023", "ARG A\nFROM a\nARG A\nLABEL x=$A\n")]
    [InlineData("ARG A\r\nFROM a\r\nLABEL x=$A\r\n", "DK1023", "ARG A\r\nFROM a\r\nARG A\r\nLABEL x=$A\r\n")]
    public void A_fix_changes_what_it_says_and_is_done_in_one_go(string text, string code, string expected)
    {
        var linter = NewRules.Linter(new LintOptions { Profile = Profiles.None, Selected = [code] });
        SourceText fixedOnce = Fixer.Apply(linter, new SourceText(text), FixSafety.Unsafe).Text;
        Assert.Equal(expected, fixedOnce.Value);
        Assert.Equal(0, Fixer.Apply(linter, fixedOnce, FixSafety.Unsafe).Count);
    }

    [Theory]
    [InlineData("FROM debian:13\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y x\n", true)]
    [InlineData("FROM debian:13\nRUN --mount=type=cache,target=/var/cache/apt apt-get update\n", false)]
    [InlineData("FROM debian:13 AS a\nRUN rm /etc/apt/apt.conf.d/docker-clean\nFROM a\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y x\n", false)]
    [InlineData("FROM debian:13 AS a\nFROM a\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y x\n", true)]
    [InlineData("FROM me/debian:13\nRUN --mount=type=cache,target=/var/cache/apt apt-get install -y x\n", false)]
    public void DockerCleanKept(string text, bool found) => Assert.Equal(found, Findings.OfRule("DK3012", text).Length == 1);

    [Theory]
    [InlineData("USER 1000\nRUN --mount=type=cache,target=/c x\n", true)]
    [InlineData("USER a:b\nRUN --mount=type=cache,target=/c,mode=0755 x\n", true)]
    [InlineData("USER a\nRUN --mount=type=cache,target=/c,uid=7 x\n", false)]
    [InlineData("USER a\nRUN --mount=type=cache,target=/c,mode=777 x\n", false)]
    [InlineData("USER a\nRUN --mount=type=cache,target=/c sudo x\n", false)]
    [InlineData("USER root:root\nRUN --mount=type=cache,target=/c x\n", false)]
    [InlineData("RUN --mount=type=cache,target=/c x\n", false)]
    public void CacheMountOwner(string body, bool found) => Assert.Equal(found, Findings.OfRule("DK3014", $"FROM a\n{body}").Length == 1);
}
