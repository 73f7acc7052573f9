using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Yaml;

namespace DockerLint.Hosts.Readers;

/// <summary>Reads the kinds of files that are YAML.</summary>
internal static class YamlHost
{
    /// <summary>Reads a file.</summary>
    public static ImageDocument Read(HostKind kind, SourceText source, Func<string, string?> variables)
    {
        YamlText yaml = YamlText.Parse(source.Value);
        TextSpan? mark = TemplateMark.In(source, yaml.Errors);
        if (mark is not null)
            yaml = YamlText.Parse(TemplateText.WithoutActions(source.Value));
        var found = new HostFindings(source, variables) { IsTemplate = mark is not null };

        // A template that is no YAML even without its actions says nothing.
        if (mark is null || yaml.IsReadable)
        {
            foreach (YamlDocument document in yaml.Documents)
                Read(kind, document.Root, found, variables);
        }

        return new ImageDocument(source, found.Images)
        {
            Builds = found.Builds,
            Comments = yaml.Comments,
            CommentForm = new CommentForm("# "),
            TemplateMark = mark,
            Errors = mark is not null ? [] : [.. yaml.Errors.Where(error => IsRefused(kind, error.Kind)).Select(static error => new DocumentError(error.Span, error.Message))],
        };
    }

    private static void Read(HostKind kind, YamlNode root, HostFindings found, Func<string, string?> variables)
    {
        switch (kind)
        {
            case HostKind.Compose:
                new ComposeReader(found).Read(root);
                break;
            case HostKind.Kubernetes:
                new KubernetesReader(found).Read(root);
                break;
            case HostKind.Kustomize:
                new KustomizeReader(found).Read(root);
                break;
            case HostKind.Helm:
                new HelmReader(found).Read(root);
                break;
            case HostKind.GitHub:
                new GitHubReader(found).Read(root);
                break;
            case HostKind.GitLab:
                new GitLabReader(found, variables).Read(root);
                break;
        }
    }

    /// <summary>Whether what reads such files refuses one for an error: some take the last of the same keys.</summary>
    private static bool IsRefused(HostKind kind, YamlErrorKind error) =>
        error != YamlErrorKind.DuplicateKey || kind is not (HostKind.Helm or HostKind.GitLab);
}
