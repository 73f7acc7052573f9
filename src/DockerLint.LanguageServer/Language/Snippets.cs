using System.Collections.Immutable;

namespace DockerLint.LanguageServer.Language;

/// <summary>Some lines to fill in.</summary>
/// <param name="Name">What they are called.</param>
/// <param name="Description">What they are for.</param>
/// <param name="Text">The lines, with <c>$1</c> or <c>${1:default}</c> where something is to be filled in; other dollars are escaped.</param>
internal sealed record SnippetReference(string Name, string Description, string Text)
{
    /// <summary>All of them. None has findings of the recommended rules once it is filled in.</summary>
    public static ImmutableArray<SnippetReference> All { get; } =
    [
        new("stages", "A stage that builds and one that runs", "FROM ${1:image:tag} AS build\nWORKDIR /src\nCOPY . .\nRUN ${2:make}\n\nFROM ${3:image:tag}\nWORKDIR /app\nCOPY --from=build /src/${4:out} .\nUSER ${5:1000}\nENTRYPOINT [\"/app/${6:program}\"]\n"),
        new("apt-install", "Packages of Debian or Ubuntu, with caches that stay out of the image",
            "RUN --mount=type=cache,target=/var/cache/apt,sharing=locked \\\\\n    --mount=type=cache,target=/var/lib/apt,sharing=locked \\\\\n    rm -f /etc/apt/apt.conf.d/docker-clean \\\\\n    && apt-get update \\\\\n    && apt-get install -y --no-install-recommends ${1:package}\n"),
        new("apk-add", "Packages of Alpine", "RUN apk add --no-cache ${1:package}\n"),
        new("npm-ci", "Dependencies of a Node project", "COPY package.json package-lock.json ./\nRUN --mount=type=cache,target=/root/.npm npm ci${1: --omit=dev}\n"),
        new("pip-install", "Dependencies of a Python project", "COPY requirements.txt .\nRUN --mount=type=cache,target=/root/.cache/pip pip install -r requirements.txt\n"),
        new("go-build", "A program in Go", "COPY go.mod go.sum ./\nRUN --mount=type=cache,target=/go/pkg/mod go mod download\nCOPY . .\nRUN --mount=type=cache,target=/go/pkg/mod --mount=type=cache,target=/root/.cache/go-build go build -o ${1:/out/program} ${2:.}\n"),
        new("secret", "A command with a secret", "RUN --mount=type=secret,id=${1:name},env=${2:VARIABLE} ${3:command}\n"),
        new("user", "A user without rights", "RUN adduser --system --uid ${1:1000} ${2:app}\nUSER ${1:1000}\n"),
        new("healthcheck", "A check by HTTP", "HEALTHCHECK --interval=${1:30s} --timeout=${2:3s} CMD [\"curl\", \"-f\", \"${3:http://localhost:8080/health}\"]\n"),
        new("script", "A script of several lines", "RUN <<EOF\nset -e\n${1:command}\nEOF\n"),
        new("labels", "What an image is and where it comes from", "LABEL org.opencontainers.image.title=\"${1:title}\" \\\\\n    org.opencontainers.image.source=\"${2:https://}\" \\\\\n    org.opencontainers.image.licenses=\"${3:MIT}\"\n"),
    ];
}
