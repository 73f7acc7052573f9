using CsCheck;
using DockerLint.LanguageServer.Features;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;

namespace DockerLint.LanguageServer.Tests.Features;

public sealed class NavigationTests
{
    private const string Dockerfile = "/project/Dockerfile";

    public static TheoryData<string> Names =>
    [
        // Stages: by name, which is of any case but in FROM, COPY, mounts, by number, and by the default of an ARG.
        "FROM a AS «b¦ase»\nFROM «base» AS c\nCOPY --from=«base» /a /b\nRUN --mount=from=«Base»,target=/x ls\nFROM «base»\n",
        "FROM a AS «b»\nFROM c\nCOPY --from=«¦0» / /\n",
        "ARG FROM=«b»\nFROM a AS «¦b»\nFROM «$FROM»\n",
        "FROM a AS «b»\nFROM c AS b2\nCOPY --from=«b¦» / /\nCOPY --from=b2 / /\n",
        // An ARG is one of that name in all stages.
        "ARG «V»=1\nFROM a:$«¦V»\nARG «V»\nRUN echo $«V» ${«V»:-x}\nFROM b\nRUN echo $V\nFROM c\nARG «V»=2\nENV X=$«V»\n",
        "FROM a\nARG «TARGETARCH»\nRUN echo $«TARGETARCH¦»\n",
        // An ENV is of its stage and of those that start from it; it hides the ARG.
        "FROM a AS b\nENV «A¦»=1 B=$A\nRUN echo $«A»\nFROM b\nRUN echo \"${«A»%x}\"\nENV «A»=2\nFROM c\nENV A=3\nRUN echo $A\n",
        "ARG V=1\nFROM a\nARG V\nENV «V»=$V\nRUN echo $«V¦»\n",
        "ARG «V»=1\nFROM a\nARG «¦V»\nENV V=$«V»\nRUN echo $V\n",
        // Scripts: what sets it too, arithmetic, scripts in scripts; a value for one command is another matter.
        "FROM a\nENV «N¦»=1\nRUN «N»=2; echo $((«N» + 1)) && sh -c 'echo $«N»' && N=3 make\n",
        "FROM a\nENV «N¦»=1\nRUN ((«N»++)); for ((i=«N»; i<\"$«N»\"; i++)); do let «N»+=1 '«N»=2' \"«N» = i\"; done\n",
        "FROM a\nENV «N¦»=1\nRUN [[ -f N && -v «N» ]] || test -v «N» || [ ! -v «N»[0] ] || printf -v «N» x || printf x -v N\n",
        "FROM a\nENV «P¦»=1\nRUN export «P»=$«P»:x; for «P» in a; do :; done\nCMD [\"sh\", \"-c\", \"echo $«P»\"]\nENTRYPOINT echo $«P»\n",
        "FROM a\nARG «P¦»=1\nRUN echo $«P»\nCMD echo $P\n",
        // Here-documents.
        "FROM a\nARG «P¦»=1\nRUN <<E\necho $«P»\nE\nCOPY <<F /x\n$«P»\nF\nCOPY <<'G' /x\n$P\nG\n",
        // What is put off.
        "FROM a AS b\nENV «E¦»=1\nONBUILD RUN echo $«E»\nONBUILD COPY $«E» /\nFROM b\n",
        "FROM a\nONBUILD ARG «E»\nONBUILD RUN echo $«E¦»\n",
        // Continued lines.
        "FROM a\nARG «LO\\\nNG¦»=1\nRUN echo $«LONG»\n",
        // What nobody declares has no other places.
        "FROM a\nRUN echo $¦X\n",
        "FROM a¦lpine\n",
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void What_has_a_name_is_found_wherever_it_is_named(string marked)
    {
        var text = Marked.Of(marked);
        var workspace = new TestWorkspace((Dockerfile, text.Text));
        Document document = workspace[Dockerfile];
        IReadOnlyList<Location>? found = Navigation.ReferencesOf(document, text.PositionIn(document), true, workspace.State, workspace.Names);
        string expected = marked.Replace("¦", "", StringComparison.Ordinal);
        Assert.Equal(expected, Marked.Show(document, found?.Select(static place => place.Range) ?? []));
        Assert.Equal(
            expected,
            Marked.Show(document, Navigation.HighlightsOf(document, text.PositionIn(document), workspace.State, workspace.Names)?.Select(static place => place.Range) ?? []));
    }

    [Theory]
    [InlineData("FROM a AS «b»\nFROM c\nCOPY --from=b¦ / /\n")]
    [InlineData("FROM «a»\nFROM c\nCOPY --from=0¦ / /\n")]
    [InlineData("ARG «V»=1\nFROM a:$V¦\nARG V\n")]
    [InlineData("ARG V=1\nFROM a\nARG «V»\nRUN echo $V¦\n")]
    [InlineData("ARG V=1\nFROM a\nARG V\nENV V=$V\nRUN echo ${¦V}\n", "ENV «V»=")]
    [InlineData("FROM a\nENV A=1\nENV «A»=2\nRUN echo $A¦\nENV A=3\n")]
    [InlineData("FROM a AS b\nENV «A»=1\nFROM b\nRUN echo $A¦\n")]
    public void A_name_leads_to_where_it_is_declared(string marked, string? part = null)
    {
        var text = Marked.Of(marked);
        var workspace = new TestWorkspace((Dockerfile, text.Text));
        Document document = workspace[Dockerfile];
        string shown = Marked.Show(document, Navigation.DefinitionOf(document, text.PositionIn(document), workspace.State, workspace.Names)!.Select(static place => place.Range));
        if (part is null)
            Assert.Equal(marked.Replace("¦", "", StringComparison.Ordinal), shown);
        else
            Assert.Contains(part, shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_ask_for_builds_name_stages_and_arguments_too()
    {
        (string Path, string Text)[] files =
        [
            ("/project/app/Dockerfile", "ARG V=1\nFROM a:$V AS base\nFROM base AS final\n"),
            ("/project/compose.yaml", "services:\n  x:\n    build:\n      context: app\n      target: base\n      args:\n        V: 2\n  y:\n    build:\n      context: other\n      target: base\n"),
            ("/project/docker-bake.hcl", "target \"z\" {\n  context = \"app\"\n  target = \"base\"\n  args = { V = \"3\" }\n}\n"),
            ("/project/other/Dockerfile", "FROM a AS base\n"),
        ];
        var workspace = new TestWorkspace(files, ["/project/app/Dockerfile"]);
        Document dockerfile = workspace["/project/app/Dockerfile"];
        Assert.Equal(
            ["app/Dockerfile 1:13", "app/Dockerfile 2:5", "compose.yaml 4:14", "docker-bake.hcl 2:12"],
            Shown(Navigation.ReferencesOf(dockerfile, new LspPosition(1, 13), true, workspace.State, workspace.Names)));
        Assert.Equal(
            ["app/Dockerfile 0:4", "app/Dockerfile 1:8", "compose.yaml 6:8", "docker-bake.hcl 3:11"],
            Shown(Navigation.ReferencesOf(dockerfile, new LspPosition(0, 4), true, workspace.State, workspace.Names)));

        Document compose = workspace["/project/compose.yaml"];
        Assert.Equal(["app/Dockerfile 1:13"], Shown(Navigation.DefinitionOf(compose, new LspPosition(4, 15), workspace.State, workspace.Names)));
        Assert.Equal(["app/Dockerfile 0:4"], Shown(Navigation.DefinitionOf(compose, new LspPosition(6, 8), workspace.State, workspace.Names)));
        Assert.Equal(["other/Dockerfile 0:10"], Shown(Navigation.DefinitionOf(compose, new LspPosition(10, 15), workspace.State, workspace.Names)));
        Assert.Equal([new DocumentHighlight(Documents.Range(4, 14, 4, 18), 2)], Navigation.HighlightsOf(compose, new LspPosition(4, 15), workspace.State, workspace.Names));
        Assert.Null(Navigation.DefinitionOf(compose, new LspPosition(0, 0), workspace.State, workspace.Names));
    }

    [Fact]
    public void Names_are_found_in_any_text() => Gen.OneOf(
        "FROM a AS b\n", "FROM $A AS $B\n", "ARG A=b\n", "ENV A=$A \"\"=\n", "ENV $A b\n", "RUN echo $A ${A:-$B} `x`\n", "COPY --from=b a <<E /\n$A\nE\n", "ONBUILD ENV A=b\n",
        "RUN sh -c '$A' $((A+))\n", "\\\n", "RUN --mount=from=b,target=$A\\\n x\n", "CMD [\"sh\",\"-c\",\"\\u0041$A\"]\n", "\r", "😀$A").Array[0, 12].Select(string.Concat).Sample(text =>
    {
        var workspace = new TestWorkspace((Dockerfile, text));
        Document document = workspace[Dockerfile];
        foreach (Names.Occurrence occurrence in workspace.Names.Of(document).Occurrences)
        {
            Assert.InRange(occurrence.Span.Start, 0, text.Length);
            Assert.InRange(occurrence.Span.End, occurrence.Span.Start, text.Length);
            Assert.True(!occurrence.IsWritten || text[occurrence.Span.Start..occurrence.Span.End].Equals(occurrence.Symbol.Name, StringComparison.OrdinalIgnoreCase));
        }
    });

    private static IEnumerable<string> Shown(IReadOnlyList<Location>? places) =>
        places!.Select(static place => $"{place.Uri["file:///project/".Length..]} {place.Range.Start.Line}:{place.Range.Start.Character}");
}
