using CsCheck;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;

namespace DockerLint.Hosts.Tests.Yaml;

public sealed class KubernetesReaderTests : ReaderTest
{
    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nspec:\n  initContainers:\n  - {name: a, image: [|busybox|]}\n  containers:\n  - name: b\n    image: '[|nginx:1|]'\n  ephemeralContainers: [{image: [|debug|]}]\n  volumes:\n  - {name: d, image: {reference: [|data:1|]}}\n  - {name: e, rbd: {image: foo}}")]
    [InlineData("# one\napiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: [{name: a, image: [|nginx|]}]}}}\n---\napiVersion: v1\nkind: Service\nspec: {image: x}\n---\napiVersion: batch/v1\nkind: CronJob\nspec: {jobTemplate: {spec: {template: {spec: {containers: [{name: a, image: [|cron:2|]}]}}}}}")]
    [InlineData("apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: {containers: [{name: a, image: [|nginx|]}]}\n- {kind: ConfigMap, containers: [{name: a, image: x}]}")]
    [InlineData("apiVersion: v1\nkind: PodList\nitems: [{spec: {containers: [{image: [|nginx|]}]}}]")]
    [InlineData("apiVersion: v1\nkind: Pod\nspec: {containers: [{name: a, image: [|nginx|]}]}\nstatus: {containerStatuses: [{image: x}], containers: [{name: a, image: x}]}")]
    [InlineData("apiVersion: apiextensions.k8s.io/v1\nkind: CustomResourceDefinition\nspec: {containers: [{name: a, image: x}]}")]
    [InlineData("apiVersion: example.com/v1\nkind: Thing\nspec: {image: x, containers: [{name: a, image: [|nginx|]}, {image: x}]}")]
    [InlineData("apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nspec: {templates: [{container: {image: [|a:1|]}}, {script: {image: [|b:1|], source: x}}, {sidecars: [{name: c, image: [|c:1|]}]}]}")]
    [InlineData("apiVersion: tekton.dev/v1\nkind: Task\nspec: {stepTemplate: {image: [|a:1|]}, steps: [{image: [|b:1|]}], sidecars: [{image: [|c:1|]}]}")]
    [InlineData("apiVersion: serving.knative.dev/v1\nkind: Service\nspec: {template: {spec: {containers: [{image: [|a:1|]}]}}}")]
    [InlineData("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n  - &c {name: a, image: [|nginx|]}\n  - *c\n  - <<: *c\n    name: b")]
    [InlineData("apiVersion: apps.openshift.io/v1\nkind: DeploymentConfig\nspec: {template: {spec: {containers: [{name: a, image: ' '}]}}}")]
    [InlineData("apiVersion: serving.knative.dev/v1\nkind: Service\nspec: {template: {spec: {containers: [{image: ko://example.com/cmd/app}, {image: [|a:1|]}]}}}")]
    [InlineData("apiVersion: tekton.dev/v1\nkind: Task\nspec: {stepTemplate: {image: ko://example.com/cmd/app}}")]
    [InlineData("kind: Pod\nspec: {containers: [{name: a, image: x}]}")]
    public void Finds_the_images_of_pods(string text) => AssertFinds(text);

    [Theory]
    [InlineData("${IMG}:1", "Container ?:1")]
    [InlineData("$(REGISTRY)/app:1", "Container ?/app:1")]
    [InlineData("{{ .Values.registry }}/app:1", "Container ?/app:1")]
    [InlineData("app:<version>", "Container app:?")]
    public void What_others_fill_in_is_not_known(string written, string read) =>
        Assert.Equal([read], Describe(Read($"apiVersion: v1\nkind: Pod\nspec: {{containers: [{{name: a, image: '{written}'}}]}}")));

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nspec:\n  {{- if .Values.x }}\n  containers: [{name: a, image: nginx}]", "{{", 1)]
    [InlineData("apiVersion: v1\nkind: Pod\nmetadata:\n  name: {{ .Name }}\nspec: {containers: [{name: a, image: nginx}]}", "{{", 1)]
    [InlineData("apiVersion: v1\nkind: Pod\nspec:\n  containers:\n    - image: {{ .Image }}:{{ .Tag }}\n    - image: nginx:{{ .Tag }}\n      env:\n        {{- toYaml . | nindent 8 }}\n    - image: redis\n", "{{", 2)]
    [InlineData("apiVersion: v1\nkind: Pod\n{{- /* two\nlines */ -}}\nspec: {containers: [{image: redis}]}", "{{", 1)]
    [InlineData("apiVersion: v1\nkind: Pod\n{{ if x }}\nspec: {containers: [{image: redis}]}\n@", "{{", 0)]
    [InlineData("apiVersion: v1\n{% if x %}\nkind: Pod", "{%", 0)]
    [InlineData("apiVersion: v1\nkind: \"{{ default \"Pod\" .Kind }}\"", "{{", 0)]
    public void A_template_is_said_to_be_one(string text, string mark, int images)
    {
        ImageDocument document = Read(text);
        Assert.Equal(new TextSpan(text.IndexOf(mark, StringComparison.Ordinal), 2), document.TemplateMark);
        Assert.Empty(document.Errors);
        Assert.Equal(images, document.Images.Length);
    }

    [Fact]
    public void The_images_of_a_template_stand_where_they_are_written()
    {
        const string Text = "apiVersion: v1\r\nkind: Pod\r\n{{ if x }}\r\nspec:\r\n  containers:\r\n    - {name: {{ .Name | quote }}, image: redis}\r\n    - image: nginx:{{ .Tag }}-a # dockerlint ignore=DL3006\r\n";
        ImageDocument document = Read(Text);

        Assert.Equal(["Container redis", "Container nginx:?-a"], Describe(document));
        Assert.Equal(["redis", "nginx:{{ .Tag }}-a"], document.Images.Select(image => Text.Substring(image.Span.Start, image.Span.Length)));
        Assert.Equal(" dockerlint ignore=DL3006", Text.Substring(Assert.Single(document.Comments).Start, 25));
    }

    [Theory]
    [InlineData("apiVersion: v1\nkind: Pod\nspec:\n  command: [\"curl {{x}}\"]\n  @")]
    [InlineData("apiVersion: v1\nkind: Pod\nspec:\n  a: 'b\n")]
    public void A_wrong_file_is_no_template(string text)
    {
        ImageDocument document = Read(text);
        Assert.Null(document.TemplateMark);
        Assert.Single(document.Errors);
    }

    [Fact]
    public void Any_text_can_be_read() => Gen.OneOf(
        Mutations.Texts("apiVersion: v1\n", "kind: Pod\n", "spec:\n", "  containers:\n", "  - image: ", "volumes: ", "reference: ", "---\n", "&a ", "*a", "{{", "}}", "[", "{"),
        Mutations.Of("apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: Pod\n  spec: &s\n    containers: [{name: a, image: 'b:${X}'}]\n- {kind: Job, spec: *s}\n")).Sample(AssertSound);

    internal override ImageDocument Read(string text, Func<string, string?> variables) => HostReader.Read(HostKind.Kubernetes, new SourceText(text), variables);
}
