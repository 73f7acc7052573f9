using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Analysis.Engine;
using DockerLint.Semantics;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Benchmarks;

/// <summary>What is measured beyond reading; each gives a number, so that nothing is optimised away.</summary>
internal sealed class Linters
{
    private readonly Linter _all = new(new LintOptions { Profile = Profiles.All });
    private readonly Linter _recommended = new();

    /// <summary>Reading a file and working out what it means.</summary>
    public static int Model(string text) => DockerfileModel.Create(DockerfileSyntax.Parse(text)).Stages.Length;

    /// <summary>That, and every rule there is.</summary>
    public int All(string text) => _all.Lint(new SourceText(text)).Length;

    /// <summary>That, and the rules of the default profile.</summary>
    public int Recommended(string text) => _recommended.Lint(new SourceText(text)).Length;

    /// <summary>What is found in files by the default profile, by rule.</summary>
    public ILookup<string, (string File, SourceText Source, Diagnostic Finding)> FindingsIn(ImmutableArray<(string File, string Text)> files) => files
        .SelectMany(file =>
        {
            var source = new SourceText(file.Text);
            return _recommended.Lint(source).Select(finding => (file.File, source, finding));
        })
        .ToLookup(static found => found.finding.Rule.Code);
}
