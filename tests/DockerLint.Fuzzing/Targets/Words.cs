using System.Collections.Immutable;

namespace DockerLint.Fuzzing.Targets;

/// <summary>What means something to the languages.</summary>
internal static class Words
{
    /// <summary>What is odd in any text.</summary>
    private static readonly ImmutableArray<string> s_odd = ["\0", "\uFEFF", "\u00A0", "\u2028", "é", "😀", "ſ", "İ", "\r", "\r\n", "\n", "\t", "\v", " "];

    public static ImmutableArray<string> Shell { get; } =
    [
        .. s_odd, "\\\n", "'", "\"", "`", "$", "$a", "${", "}", "$(", "$((", "))", "(", ")", "{ ", "; }", ";", ";;", ";&", "&", "&&", "|", "||", "|&", "<", ">", ">>", "2>&1", "&>", "<<E\n",
        "<<-E\n", "\nE\n", "<<<", "<(", " ! ", "#", " if ", " then ", " elif ", " else ", " fi ", " for ", " in ", " do ", " done ", " while ", " until ", " case ", " esac ", " function ", " select ",
        " time ", "f() ", "a=(", "[[ ", " ]]", "=~ ", "[ ", " ]", "*", "?(", "@(", ":-", "##", "%%", "/", "~", "a=", "$'\\x41'", "let ", "((", "export ", "local ", "set -e", "cd ", "sudo ", "apt-get install -y ", "pip install ",
        "curl ", "wget ", "rm -rf ", "npm ci", "apk add ", "yum install ", "-o pipefail ", "sh -c ", "exec ", "echo ",
    ];

    public static ImmutableArray<string> Dockerfile { get; } =
    [
        .. Shell, "FROM ", "\nFROM a AS b\n", "RUN ", "\nRUN ", "CMD ", "LABEL ", "MAINTAINER ", "EXPOSE ", "ENV ", "ADD ", "COPY ", "ENTRYPOINT ", "VOLUME ", "USER ", "WORKDIR ", "ARG ", "ONBUILD ", "STOPSIGNAL ",
        "HEALTHCHECK ", "HEALTHCHECK CMD ", "HEALTHCHECK NONE", "SHELL ", "SHELL [\"powershell\"]\n", " as ", " AS ", "scratch", "--from=", "--platform=", "$BUILDPLATFORM", "--chown=", "--chmod=", "--link", "--mount=type=", "--mount=type=cache,target=/a",
        "--mount=type=secret,id=a", "--network=none", "--security=insecure", "--interval=1s", "--exclude=", "--parents", "--checksum=sha256:", "--keep-git-dir", "# escape=`\n", "# syntax=a\n", "# check=skip=all\n",
        "# check=error=true\n", "# dockerlint ignore=DL3006\n", "# hadolint ignore=DL3006\n", "#!", "//syntax=a\n", "{\"syntax\":\"a\"}", "`\n", "[\"", "\"]", "\", \"", "[", "]", ",", "=", "\\", "<<E <<F\n", "<<'E'\n", "3<<E\n",
        "http://a/b.tar.gz", "https://github.com/a/b.git#c:d", "git@a:b", "80/tcp", "80-90", ":latest", "@sha256:", "${a:-b}", "${a:+b}", "${a#b}", "${a//b/c}", "${a%%b}", "~/.ssh/id_rsa", "/tmp", "root", "0:0", ".", "..", "C:\\",
        "AWS_SECRET_ACCESS_KEY=", "password", "RUN <<E\n", "COPY <<E /a\n", "\nE\n",
    ];

    public static ImmutableArray<string> Reference { get; } =
    [
        .. s_odd, ":", "@", "/", "-", "_", "__", ".", "..", "[", "]", "[::1]", "::", "localhost", "docker.io/", "index.docker.io/", "library/", "latest", "sha256:", "sha512:", "+", "%25", "A", "a", "0", "1.2.3-alpine", "v1.2",
        "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", ":5000", "linux/amd64", "windows(10.0.1)/amd64", "arm/v7", "linux", "*", "?", "^", "\\",
    ];

    public static ImmutableArray<string> Pattern { get; } =
        [.. s_odd, "*", "**", "**/", "/**", "?", "[", "]", "[a-z]", "[^a]", "\\", "!", "#", "/", "//", ".", "..", "/../", "./", "a", "b", "-", "node_modules", "\n!", "{a,b}", "{1..3}", "$1"];

    public static ImmutableArray<string> Json { get; } =
    [
        .. s_odd, "{", "}", "[", "]", ":", ",", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "1e999", "-1", "9223372036854775808", "0.5", "//", "/*", "*/", "\"mediaType\":", "\"manifests\":[", "\"layers\":[", "\"config\":{", "\"digest\":\"sha256:",
        "\"size\":", "\"annotations\":{", "\"platform\":{", "\"architecture\":", "\"os\":", "\"variant\":", "\"rootfs\":{", "\"diff_ids\":[", "\"history\":[", "\"created\":\"2024-01-01T00:00:00Z\"", "\"Env\":[", "\"Cmd\":[",
        "\"Healthcheck\":{", "\"Labels\":{", "\"ExposedPorts\":{", "\"schemaVersion\":2", "\"subject\":{", "\"artifactType\":", "\"data\":", "\"urls\":[", "\"fsLayers\":", "application/vnd.oci.image.manifest.v1+json", "application/vnd.oci.image.index.v1+json",
    ];

    public static ImmutableArray<string> Yaml { get; } =
    [
        .. s_odd, "a: ", "- ", "\n  ", "\n    ", "? ", ": ", "&x ", "*x", "!t ", "!!str ", "!<a> ", "'", "\"", "| \n", ">-\n", "|+2\n", "{", "}", "[", "]", ", ", "<<: ", "<<: *x\n", "# ", "\n---\n", "\n...\n", "%YAML 1.2\n", "%TAG ! t:\n", "\\", "@", "`", "~",
    ];

    public static ImmutableArray<string> Hosts { get; } =
    [
        .. Yaml, .. Json, "services:\n  a:\n", "image: ", "build: ", "build:\n      context: .\n", "dockerfile: ", "dockerfile_inline: |\n", "target: ", "args:\n", "additional_contexts:\n", "${A:-b}", "${A?b}", "$$", "apiVersion: v1\nkind: Pod\n", "spec:\n",
        "containers:\n", "initContainers:\n", "images:\n", "newTag: ", "newName: ", "digest: ", "repository: ", "tag: ", "registry: ", "jobs:\n", "container: ", "uses: docker://", "runs:\n", "steps:\n", "${{ matrix.a }}", "strategy:\n", "matrix:\n",
        "include:\n", "extends: ", "include: ", "default:\n", "variables:\n", "{{ .Values.a }}", "{{- if }}", "{{/*", "\"build\":{", "\"dockerFile\":", "\"image\":", "${localEnv:A}", "<Project>", "<PropertyGroup>", "<ContainerBaseImage>",
        "</ContainerBaseImage>", "$(A)", "<!--", "-->", "<![CDATA[", "]]>", "&amp;", "&#x41;", "<?xml", "Condition=\"", "/>",
    ];

    public static ImmutableArray<string> Hcl { get; } =
    [
        .. s_odd, "target \"a\" {\n", "group \"a\" {\n", "variable \"A\" {\n", "function \"f\" {\n", "params = [", "result = ", "default = ", "type = ", "validation {\n", "condition = ", "error_message = ", "matrix = {", "inherits = [\"a\"]", "dockerfile = ", "dockerfile-inline = <<E\n",
        "context = ", "contexts = {", "args = {", "tags = [", "platforms = [", "targets = [", "output = [", "cache-from = [", "secret = [", "name = ", "<<-E\n", "\nE\n", "${", "%{", "%{ if ", "%{ for ", "%{ endif }", "~}", "$${", "\"", "\\", "\\u0041", "{", "}", "[", "]", "(", ")",
        "for a in b : a", "for k, v in m : k => v", "...", "?", ":", "==", "!=", "<=", "&&", "||", "!", "+", "-", "*", "/", "%", "1e99", "0.1", "null", "true", ".", "[*]", ".*", "[0]", "upper(", "join(", "equal(", "regex_replace(", "timestamp(", "format(\"%s\", ", "range(", "concat(",
        "#", "//", "/*", "*/", ",", "=", "BAKE_CMD_CONTEXT", "split(", "merge(", "lookup(", "flatten(", "substr(", "setproduct(", "jsondecode(", "formatdate(", "pow(", "parseint(", "strrev(", "repeat(",
    ];

    public static ImmutableArray<string> Configuration { get; } =
    [
        .. Yaml, "rules:\n", "severity: ", "profile: ", "ignored:\n", "trustedRegistries:\n", "override:\n", "failure-threshold: ", "label-schema:\n", "strict-labels: ", "extends: ", "files:\n", "DL3006", "DL3007: error\n", "error", "warning", "info", "style", "none", "custom:\n", "pattern: ",
        "root = true\n", "[*]\n", "[{a,b}]\n", "[{1..9}]\n", "[**/Dockerfile]\n", "dockerlint.DL3006.severity = none\n", "dockerlint.profile = all\n", "indent_style = tab\n", "max_line_length = 80\n", ";", "=", "https://a/", "no-fail: true\n", "disable-ignore-pragma: true\n",
    ];

    public static ImmutableArray<string> Messages { get; } =
    [
        .. Json, "\"method\":\"", "\"params\":{", "\"id\":1", "\"jsonrpc\":\"2.0\"", "\"textDocument\":{\"uri\":\"file:///project/Dockerfile\"}", "\"position\":{\"line\":0,\"character\":0}", "\"range\":{\"start\":{\"line\":0,\"character\":0},\"end\":{\"line\":1,\"character\":5}}",
        "\"line\":", "\"character\":", "2147483647", "-2147483648", "\"contentChanges\":[", "\"text\":\"", "\"version\":", "\"uri\":\"", "file:///project/compose.yaml", "untitled:a", "%zz", "textDocument/didOpen", "textDocument/didChange", "textDocument/hover", "textDocument/completion", "textDocument/didClose", "textDocument/didSave", "textDocument/prepareRename", "textDocument/semanticTokens/full/delta", "textDocument/semanticTokens/range", "codeAction/resolve", "codeLens/resolve", "workspace/diagnostic", "workspace/didChangeWorkspaceFolders",
        "textDocument/rename", "textDocument/formatting", "textDocument/rangeFormatting", "textDocument/onTypeFormatting", "textDocument/codeAction", "textDocument/semanticTokens/full", "textDocument/foldingRange", "textDocument/selectionRange", "textDocument/signatureHelp",
        "textDocument/definition", "textDocument/references", "textDocument/documentHighlight", "textDocument/documentSymbol", "textDocument/documentLink", "textDocument/codeLens", "textDocument/inlayHint", "textDocument/diagnostic", "workspace/symbol", "workspace/didChangeConfiguration",
        "workspace/didChangeWatchedFiles", "workspace/executeCommand", "$/cancelRequest", "\n",
    ];
}
