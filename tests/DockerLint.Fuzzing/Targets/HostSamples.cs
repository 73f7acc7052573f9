using System.Collections.Immutable;
using DockerLint.Semantics;

namespace DockerLint.Fuzzing.Targets;

/// <summary>A file of each kind, with most of what its reader knows.</summary>
internal static class HostSamples
{
    /// <summary>The files.</summary>
    public static ImmutableArray<(HostKind Kind, string Text)> All { get; } =
    [
        (HostKind.Compose, """
            x-base: &base
              image: redis:${TAG:-7.2}
            services:
              cache:
                <<: *base
              web:
                image: "quay.io/a/b@sha256:0000000000000000000000000000000000000000000000000000000000000000"
                build:
                  context: ./web
                  dockerfile: Dockerfile.web
                  target: run
                  args: { VERSION: $VERSION, EMPTY: }
                  additional_contexts: [base=docker-image://alpine:3.20]
              inline:
                build:
                  dockerfile_inline: |
                    FROM alpine
                    RUN true
            """),
        (HostKind.Kubernetes, """
            apiVersion: apps/v1
            kind: Deployment
            spec:
              template:
                spec:
                  initContainers:
                    - { name: a, image: busybox }
                  containers:
                    - name: b
                      image: nginx:1.27
            ---
            apiVersion: batch/v1
            kind: CronJob
            """),
        (HostKind.Kustomize, "images:\n  - name: nginx\n    newName: quay.io/nginx\n    newTag: 1.2\n  - name: a\n    digest: sha256:00\n"),
        (HostKind.Helm, "image:\n  registry: docker.io\n  repository: bitnami/redis\n  tag: \"7.2\"\nsidecar: { image: 'a:{{ .Values.tag }}' }\n"),
        (HostKind.GitHub, """
            on: push
            jobs:
              build:
                runs-on: ubuntu-latest
                strategy: { matrix: { image: ['python:3.12', "node:${{ matrix.node }}"], node: [20, 22] } }
                container: { image: '${{ matrix.image }}' }
                services:
                  db: { image: postgres:16 }
                steps:
                  - uses: docker://alpine:3.20
            """),
        (HostKind.GitLab, "default:\n  image: { name: alpine, entrypoint: [''] }\ninclude: a.yml\nbuild:\n  image: $IMAGE\n  services: [docker:dind, { name: redis, alias: r }]\n"),
        (HostKind.Devcontainer, """{ /* c */ "image": "mcr.microsoft.com/a:1", "build": { "dockerfile": "Dockerfile", "context": "..", "args": { "A": "${localEnv:A:b}" }, }, }"""),
        (HostKind.Bake, """
            variable "TAG" { default = "latest" }
            function "tag" {
              params = [name, rest...]
              result = "${name}:${join("-", rest)}"
            }
            group "default" { targets = ["web", "tools"] }
            target "web" {
              inherits   = ["_base"]
              matrix     = { item = ["a", "b"] }
              name       = "web-${item}"
              context    = "./web"
              dockerfile = "Dockerfile.${item}"
              contexts   = { base = "docker-image://alpine:${TAG}", other = "target:tools" }
              args       = { N = 1 + 2 * 3, V = TAG == "latest" ? null : upper(TAG) }
              tags       = [tag("a", "b"), "${TAG}", for_each...]
              labels     = { for k, v in { a = 1 } : k => "${v}" if v > 0 }
            }
            target "tools" {
              dockerfile-inline = <<-EOT
                FROM alpine
                %{ if TAG != "" ~}
                RUN echo ${TAG}
                %{ endif }
              EOT
            }
            """),
        (HostKind.MSBuild, """
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup Condition="'$(A)' == ''">
                <ContainerBaseImage>mcr.microsoft.com/dotnet/runtime:$(Version)</ContainerBaseImage> <!-- c -->
                <ContainerRepository>a&amp;b</ContainerRepository>
              </PropertyGroup>
            </Project>
            """),
    ];
}
