using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>A file that a template engine fills in is no Dockerfile yet; one finding says so, instead of many errors.</summary>
internal sealed class TemplateFile() : Rule(
    new("DK1019", "TemplateFile", Severity.Info, Category.Correctness, Profiles.None, "The file is a template, and not yet what it is read as.") { IsAlwaysOn = true }),
    IVisit<DockerfileModel>,
    IVisit<ImageDocument>
{
    private const string Message = "this is a template: what fills it in must run first; only what can be read is checked";

    public void Visit(DockerfileModel file, RuleContext context)
    {
        if (context.TemplateMark is { } mark)
            context.Report(mark, Message);
    }

    public void Visit(ImageDocument file, RuleContext context)
    {
        if (file is { TemplateMark: { } mark, IsAmongTemplates: false })
            context.Report(mark, Message);
    }

    /// <summary>The first mark of a template on a line that cannot be read; null where there is none.</summary>
    public static TextSpan? MarkIn(DockerfileModel file)
    {
        foreach (TextSpan line in file.Syntax.Source.Lines.SpansOf(file.Errors.Select(static error => error.Span.Start)))
        {
            if (MarkIn(file, line) is { } mark)
                return mark;
        }

        return null;
    }

    /// <summary>The first mark of a template in a part of a file; null where there is none.</summary>
    public static TextSpan? MarkIn(DockerfileModel file, TextSpan part)
    {
        ReadOnlySpan<char> text = file.Syntax.Source.Slice(part);
        ReadOnlySpan<char> rest = file.Syntax.Source.Value.AsSpan(part.Start);
        foreach ((string open, string close) in (ReadOnlySpan<(string, string)>)[("{{", "}}"), ("{%", "%}"), ("<%", "%>")])
        {
            int start = text.IndexOf(open, StringComparison.Ordinal);
            if (start >= 0 && rest[start..].IndexOf(close, StringComparison.Ordinal) > 0)
                return new TextSpan(part.Start + start, open.Length);
        }

        return null;
    }
}
