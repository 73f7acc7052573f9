using System.Collections.Immutable;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests;

public sealed class HostFilesTests
{
    private const string Pins = "images: [{name: controller, newTag: v1}]}";
    private const string Target = "services: {app: {build: {target: dev}}}";

    [Theory]
    [InlineData("compose.yaml", Target, null, null, "Dockerfile in . target dev")]
    [InlineData("compose.override.yaml", Target, null, null, "unknown in . target dev")]
    [InlineData("compose.override.yaml", Target, "compose.yaml", "{context: ., dockerfile: D}", "unknown in . target dev")]
    [InlineData("compose.override.yaml", Target, "compose.yaml", "{dockerfile_inline: FROM a}", "unknown in . target dev")]
    [InlineData("compose.override.yaml", Target, "compose.yaml", "./dir", "unknown in . target dev")]
    [InlineData("compose.override.yaml", Target, "compose.yaml", "$DIR", "unknown in . target dev")]
    [InlineData("compose.override.yaml", Target, "compose.yaml", ".", "Dockerfile in . target dev")]
    [InlineData("compose.override.yaml", "services: {app: {build: {context: ., dockerfile: D}}}", null, null, "D in .")]
    [InlineData("compose.override.yaml", "services: {app: {build: dir}}", "compose.yaml", "{dockerfile: D}", "unknown in dir")]
    [InlineData("compose.override.yaml", "services: {app: {build: dir}}", "compose.yaml", "{args: {A: 1}}", "Dockerfile in dir")]
    [InlineData("docker-compose.override.yml", Target, "docker-compose.yml", "{dockerfile: D}", "unknown in . target dev")]
    [InlineData("docker-compose.prod.yml", Target, "docker-compose.yml", "{dockerfile: D}", "unknown in . target dev")]
    [InlineData("docker-compose.prod.yml", Target, null, null, "Dockerfile in . target dev")]
    [InlineData("docker-bake.hcl", "target \"app\" { target = \"dev\" }", null, null, "Dockerfile in . target dev")]
    [InlineData("docker-bake.hcl", "target \"app\" { target = \"dev\" }", "compose.yaml", "{dockerfile: D}", "unknown in . target dev")]
    [InlineData("docker-bake.override.hcl", "target \"app\" { target = \"dev\" }", null, null, "unknown in . target dev")]
    [InlineData("docker-bake.override.hcl", "target \"app\" { target = \"dev\" }", "docker-bake.hcl", "target \"app\" { dockerfile = \"D\" }", "unknown in . target dev")]
    [InlineData("docker-bake.hcl", "target \"app\" { target = \"dev\" }", "docker-bake.json", "{\"target\": {\"app\": {\"dockerfile\": \"D\"}}}", "unknown in . target dev")]
    [InlineData("docker-bake.hcl", "target \"app\" { target = \"dev\" }", "docker-bake.json", "{\"target\": {\"other\": {\"dockerfile\": \"D\"}}}", "Dockerfile in . target dev")]
    public void What_a_file_leaves_to_the_one_that_it_is_merged_into_is_not_known(string name, string text, string? other, string? said, string expected)
    {
        string? before = other is not null && other.EndsWith("ml", StringComparison.Ordinal) ? $"services: {{app: {{build: {said}}}}}" : said;

        Assert.Equal([expected], Read($"/w/{name}", text, (other ?? "", before ?? "")).Builds.Select(ReaderTest.Describe));
    }

    [Theory]
    [InlineData("compose.override.yaml", Target)]
    [InlineData("docker-bake.override.hcl", "target \"app\" { target = \"dev\" }")]
    public void What_the_file_does_not_have_that_one_is_merged_into_it_leaves_to_the_defaults(string name, string text) => Assert.Equal(
        ["Dockerfile in . target dev"],
        Read($"/w/{name}", text, ("compose.yaml", "services: {app: {image: me/app}}")).Builds.Select(ReaderTest.Describe));

    [Theory]
    [InlineData("compose.override.yaml", Target, "unknown in . target dev")]
    [InlineData("docker-bake.hcl", "target \"app\" { target = \"dev\" }", "Dockerfile in . target dev")]
    public void Compose_takes_the_first_file_that_there_is_and_bake_the_last(string name, string text, string expected) => Assert.Equal(
        [expected],
        Read($"/w/{name}", text, ("compose.yaml", "services: {app: {build: {dockerfile: D}}}"), ("docker-compose.yml", "services: {app: {build: .}}")).Builds.Select(ReaderTest.Describe));

    [Theory]
    [InlineData("base/kustomization.yaml", "images: [{name: controller, newTag: v1}]", "redis:7")]
    [InlineData("base/kustomization.yml", "images: [{name: controller, newName: a/b}]", "controller:latest redis:7")]
    [InlineData("base/kustomization.yml", "images: [{name: controller, newTag: ''}]", "controller:latest redis:7")]
    [InlineData("base/kustomization.yml", "images: [{name: controller, newName: a/b}, {name: a/b, newTag: v1}]", "redis:7")]
    [InlineData("base/Kustomization", "images: [{name: controller, digest: 'sha256:1'}, {name: redis, newTag: '8'}]", "")]
    [InlineData("prod/kustomization.yaml", "resources: [../base/pod.yaml]\nimages: [{name: controller, newTag: v1}]", "redis:7")]
    [InlineData("prod/kustomization.yaml", "bases: [../base/]\nimages: [{name: controller, newTag: v1}]", "redis:7")]
    [InlineData("base/kustomization.yaml", "images: [{name: controller}]", "controller:latest redis:7")]
    [InlineData("base/kustomization.yaml", "images: [{name: me/controller, newTag: v1}]", "controller:latest redis:7")]
    [InlineData("prod/kustomization.yaml", "resources: [../other]\nimages: [{name: controller, newTag: v1}]", "controller:latest redis:7")]
    [InlineData("base/kustomization.yaml", "images: [", "controller:latest redis:7")]
    public void Images_that_a_kustomization_gives_another_version_are_left_to_it(string name, string text, string expected) => Assert.Equal(
        expected,
        string.Join(' ', Read("/w/base/pod.yaml", "apiVersion: v1\nkind: Pod\nspec: {containers: [{image: controller:latest}, {image: redis:7}]}", (name, text)).Images.Select(static image => image.Text)));

    [Theory]
    [InlineData("IMAGE_OF_TEAM", "IMAGE_OF_TEAM")]
    [InlineData("me:5000/app", "me:5000/app")]
    [InlineData("me:5000/app:1@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "me:5000/app")]
    public void A_kustomization_knows_images_by_their_names_as_they_are_written(string image, string name) =>
        Assert.Empty(Read("/w/pod.yaml", $"apiVersion: v1\nkind: Pod\nspec: {{containers: [{{image: '{image}'}}]}}", ("kustomization.yaml", $"images: [{{name: '{name}', newTag: '1'}}]")).Images);

    [Theory]
    [InlineData("", "base {resources: [pod.yaml]}", "prod {resources: [../base], " + Pins)]
    [InlineData("controller", "base {resources: [pod.yaml]}", "prod {resources: [../base], " + Pins, "dev {resources: [../base]}")]
    [InlineData("", "base {resources: [pod.yaml], " + Pins, "dev {resources: [../base]}")]
    [InlineData("controller", "base {resources: [pod.yaml]}", "dev {resources: [../base/pod.yaml], " + Pins)]
    [InlineData("", "base {}", "dev {resources: [../base/pod.yaml], " + Pins)]
    [InlineData("", "base {resources: [pod.yaml]}", "mid {resources: [../base]}", "prod {resources: [../mid], " + Pins)]
    [InlineData("controller", "base {resources: [pod.yaml]}", "mid {resources: [../base]}", "prod {resources: [../mid], " + Pins, "dev {resources: [../mid]}")]
    [InlineData("", "base {images: [{name: controller, newName: me/app}]}", "prod {resources: [../base], images: [{name: me/app, digest: 'sha256:1'}]}")]
    [InlineData("controller", "base {images: [{name: controller, newName: me/app}]}", "prod {resources: [../base], " + Pins)]
    [InlineData("", "base {}", "prod {resources: [../base], components: [../pins]}", "pins {" + Pins)]
    [InlineData("", "base {}", "prod {resources: [../base], components: [../more]}", "more {components: [../pins, ../more]}", "pins {" + Pins)]
    [InlineData("controller", "base {}", "prod {resources: [../base], components: [../pins]}", "pins {" + Pins, "dev {resources: [../base]}")]
    [InlineData("", "base {}", "part {resources: [../base, ../all]}", "all {resources: [../part], " + Pins)]
    public void An_image_is_left_out_where_every_way_to_what_is_deployed_gives_it_a_version(string left, params string[] kustomizations)
    {
        ImageDocument document = Read(
            "/w/base/pod.yaml",
            "apiVersion: v1\nkind: Pod\nspec: {containers: [{image: controller}]}",
            [.. kustomizations.Select(static said => said.Split(' ', 2)).Select(static said => ($"{said[0]}/kustomization.yaml", said[1]))]);

        Assert.Equal(left, string.Join(' ', document.Images.Select(static image => image.Text)));
    }

    [Theory]
    [InlineData("chart/templates/pod.yaml", true)]
    [InlineData("chart/templates/more/pod.yaml", true)]
    [InlineData("chart/pod.yaml", false)]
    [InlineData("other/templates/pod.yaml", false)]
    public void A_template_of_a_chart_lies_where_it_belongs(string name, bool isAmongTemplates)
    {
        ImageDocument document = Read($"/w/{name}", "apiVersion: v1\nkind: Pod\n{{- with .Values }}\nspec: {containers: [{image: redis:7}]}\n{{- end }}", ("chart/Chart.yaml", "name: chart"));

        Assert.NotNull(document.TemplateMark);
        Assert.Equal(isAmongTemplates, document.IsAmongTemplates);
        Assert.Equal("redis:7", Assert.Single(document.Images).Text);
        Assert.Empty(document.Errors);
    }

    private static ImageDocument Read(string path, string text, params ImmutableArray<(string Name, string Text)> others) =>
        new HostFiles(asked => others.FirstOrDefault(file => $"/w/{file.Name}" == asked).Text, () => [path, .. others.Select(static file => $"/w/{file.Name}")])
            .Read(HostReader.KindOf(path, () => text)!.Value, path, new SourceText(text));
}
