using System.Collections.Immutable;
using System.Text;
using DockerLint.Analyzers;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace DockerLint.CodeFixes.Tests;

/// <summary>
/// A solution with Dockerfiles in it, in which the analyzer reports and the provider fixes. The testing library leaves out
/// what is reported on files that are no sources.
/// </summary>
internal sealed class FixWorkspace : IDisposable
{
    /// <summary>A file name that tests of one file share.</summary>
    public const string Dockerfile = "/app/Dockerfile";

    private readonly AdhocWorkspace _workspace = new();

    /// <summary>An empty solution.</summary>
    public FixWorkspace() => Solution = _workspace.CurrentSolution;

    /// <summary>A solution of one project with one Dockerfile.</summary>
    public static FixWorkspace With(string dockerfile) => new FixWorkspace().Add("app", (Dockerfile, dockerfile));

    /// <summary>The solution.</summary>
    public Solution Solution { get; private set; }

    /// <summary>Adds a project with additional files; one that is named <c>.editorconfig</c> or <c>.globalconfig</c> is the compiler's.</summary>
    public FixWorkspace Add(string project, params (string Path, string Text)[] files)
    {
        var id = ProjectId.CreateNewId(project);
        Solution = Solution.AddProject(id, project, project, LanguageNames.CSharp)
            .WithProjectCompilationOptions(id, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary))
            .AddMetadataReference(id, MetadataReference.CreateFromFile(typeof(object).Assembly.Location))
            .AddDocument(DocumentId.CreateNewId(id), "Code.cs", "class Code;", filePath: $"/{project}/Code.cs");
        foreach ((string path, string text) in files)
        {
            // From bytes, as a workspace reads files: a byte order mark is no part of the text.
            SourceText source = SourceText.From(new MemoryStream(Encoding.UTF8.GetBytes(text)), encoding: null);
            var document = DocumentId.CreateNewId(id);
            Solution = Path.GetFileName(path) is ".editorconfig" or ".globalconfig"
                ? Solution.AddAnalyzerConfigDocument(document, Path.GetFileName(path), source, filePath: path)
                : Solution.AddAdditionalDocument(document, Path.GetFileName(path), source, filePath: path);
        }

        return this;
    }

    /// <summary>What the analyzer reports in a project.</summary>
    public static async Task<ImmutableArray<Diagnostic>> ReportedIn(Project project)
    {
        Compilation compilation = (await project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        return [.. (await compilation.WithAnalyzers([new DockerLintAnalyzer()], project.AnalyzerOptions)
            .GetAnalyzerDiagnosticsAsync(TestContext.Current.CancellationToken)).OrderBy(diagnostic => diagnostic.Location.SourceSpan)];
    }

    /// <summary>What is offered for the first report of a rule.</summary>
    public async Task<ImmutableArray<CodeAction>> Actions(string code, int index = 0)
    {
        Project project = Solution.Projects.First();
        Diagnostic diagnostic = (await ReportedIn(project)).Where(diagnostic => diagnostic.Id == code).ElementAt(index);
        TextDocument document = project.AdditionalDocuments.Single(document => document.FilePath == diagnostic.Location.GetLineSpan().Path);
        return await Actions(document, diagnostic);
    }

    /// <summary>What is offered for a report.</summary>
    public static async Task<ImmutableArray<CodeAction>> Actions(TextDocument document, Diagnostic diagnostic)
    {
        ImmutableArray<CodeAction>.Builder actions = ImmutableArray.CreateBuilder<CodeAction>();
        await new FileFixProvider().RegisterCodeFixesAsync(
            new CodeFixContext(document, diagnostic, (action, _) => actions.Add(action), TestContext.Current.CancellationToken));
        return actions.ToImmutable();
    }

    /// <summary>The action that fixes all; null where there is none.</summary>
    public Task<CodeAction?> FixAll(FixAllScope scope, string code, string? key)
    {
        var provider = new FileFixProvider();
        return provider.GetFixAllProvider().GetFixAsync(new FixAllContext(
            Solution.Projects.First(), provider, scope, key, [code], new Reports(), TestContext.Current.CancellationToken));
    }

    /// <summary>Does what an action does.</summary>
    public async Task<FixWorkspace> Do(CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(TestContext.Current.CancellationToken);
        Solution = operations.OfType<ApplyChangesOperation>().Single().ChangedSolution;
        return this;
    }

    /// <summary>The text of a file, as each project has it.</summary>
    public string TextOf(string path = Dockerfile) => Assert.Single(Solution.Projects
        .SelectMany(static project => project.AdditionalDocuments)
        .Where(document => document.FilePath == path)
        .Select(static document => document.GetTextAsync().Result.ToString())
        .Distinct());

    /// <summary>The bytes of a file after it was saved.</summary>
    public byte[] BytesOf(string path = Dockerfile)
    {
        SourceText text = Solution.Projects.SelectMany(static project => project.AdditionalDocuments)
            .First(document => document.FilePath == path).GetTextAsync().Result;
        using var bytes = new MemoryStream();
        using (var writer = new StreamWriter(bytes, text.Encoding!))
            text.Write(writer);
        return bytes.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _workspace.Dispose();

    private sealed class Reports : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            await ReportedIn(project);

        public override Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult<IEnumerable<Diagnostic>>([]);
    }
}
