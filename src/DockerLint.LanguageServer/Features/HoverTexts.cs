using DockerLint.Analysis;
using DockerLint.Analysis.Engine;
using DockerLint.LanguageServer.Language;
using DockerLint.LanguageServer.Names;
using DockerLint.LanguageServer.Workspace;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Features;

/// <summary>A text about a part of a document.</summary>
/// <param name="Span">The part.</param>
/// <param name="Text">The text, in Markdown.</param>
internal sealed record HoverText(TextSpan Span, string Text);

/// <summary>Writes what is worth knowing at a place.</summary>
internal sealed class HoverTexts(Document document, WorkspaceState workspace, WorkspaceNames names, Func<RuleInfo, string> pageOf)
{
    /// <summary>What is worth knowing at a place, what is closest to it first.</summary>
    public IEnumerable<HoverText> At(int offset)
    {
        foreach (HoverText? text in (HoverText?[])[RuleAt(offset), NameAt(offset), ImageAt(offset), SyntaxAt(offset), FindingsAt(offset)])
        {
            if (text is not null)
                yield return text;
        }
    }

    /// <summary>A rule that a comment names.</summary>
    private HoverText? RuleAt(int offset)
    {
        IEnumerable<NamedRule> named = document.Model is { } model ? SuppressionComment.NamesIn(model.Syntax)
            : document.Images is { } images ? SuppressionComment.NamesIn(images)
            : [];
        foreach (NamedRule name in named)
        {
            if (Touches(name.Span, offset) && name.Rule is { } rule)
                return new HoverText(name.Span, pageOf(rule));
        }

        return null;
    }

    /// <summary>What is found here, and why it matters.</summary>
    private HoverText? FindingsAt(int offset)
    {
        Diagnostic[] findings = [.. document.Findings.Where(finding => Touches(finding.Span, offset)).DistinctBy(static finding => finding.Rule.Code)];
        return findings.Length == 0
            ? null
            : new HoverText(findings[0].Span, string.Join("\n\n", findings.Select(finding =>
                $"**[{finding.Rule.Code}]({finding.Rule.Url}) {finding.Rule.Name}**: {finding.Rule.Summary}{WhyOf(finding.Rule)}")));
    }

    /// <summary>The first paragraph of the page that says why.</summary>
    private string WhyOf(RuleInfo rule)
    {
        const string Heading = "## Why";
        string page = pageOf(rule).ReplaceLineEndings("\n");
        int start = page.IndexOf(Heading, StringComparison.Ordinal);
        if (start < 0)
            return "";
        string text = page[(start + Heading.Length)..].TrimStart();
        int end = text.IndexOf("\n\n", StringComparison.Ordinal);
        return "\n\n" + (end < 0 ? text : text[..end]).Trim();
    }

    private HoverText? NameAt(int offset)
    {
        if (names.At(document, offset, workspace) is not { } thing)
            return null;
        string? text = thing.Symbol is StageSymbol stage ? StageText(thing.Dockerfile, stage) : VariableText(thing, offset);
        return text is null ? null : new HoverText(thing.Span, text);
    }

    private static string StageText(Document dockerfile, StageSymbol symbol)
    {
        Stage stage = dockerfile.Model!.Stages[symbol.Index];
        string from = stage.Parent is { } parent ? $"stage `{parent.DisplayName}`"
            : stage.IsFromScratch ? "nothing (`scratch`)"
            : $"`{stage.BaseName?.Value ?? "?"}`";
        string text = $"**Stage {stage.Index}{(stage.Name is { } name ? $" `{name}`" : "")}** from {from}, {PlaceOf(dockerfile, stage.From!.KeywordSpan.Start)}";
        if (stage.Platform is { Length: > 0 } platform)
            text += $"  \nfor `{platform}`";
        if (stage.Description is { } description)
            text += $"\n\n{description}";
        return stage.IsTarget ? text + "\n\nThe stage that is built." : !stage.IsBuilt ? text + "\n\nThe stage that is built does not need it." : text;
    }

    private string? VariableText(NamedThing thing, int offset)
    {
        string kind = thing.Symbol is ArgSymbol ? "ARG" : "ENV";
        string name = thing.Symbol.Name;
        Document dockerfile = thing.Dockerfile;
        Variable? variable = document == dockerfile ? VariableAt(name, offset) : null;
        if (variable is null && document != dockerfile && dockerfile.Model is { } model)
            variable = model.Preamble.Scope.Find(name, int.MaxValue) ?? model.Stages.Select(stage => stage.Scope.Find(name, int.MaxValue)).FirstOrDefault(static found => found is not null);
        string text = $"**{kind} `{name}`**";
        if (variable is { Value: { } value })
            text += $" = {Code(value)}";
        text += "\n\n" + (variable?.Origin switch
        {
            VariableOrigin.Platform => "Set by the build itself.",
            VariableOrigin.BuildArgument => "Set by `--build-arg`.",
            VariableOrigin.BaseImage => "Set by the base image.",
            VariableOrigin.ArgWithoutValue => "It has no value unless the build is given one with `--build-arg`.",
            null => "It has no value here.",
            _ => "",
        });
        if (variable?.Declaration is { } declaration)
        {
            text = text.TrimEnd() + $"\n\n{(variable.Origin == VariableOrigin.Env ? "Set" : "Declared")} {PlaceOf(dockerfile, declaration.Span.Start)}";
            if (variable.Expansion is { IsLiteral: false } expansion)
                text += $" as {Code(expansion.Text)}";
            text += ".";
            if (dockerfile.Model!.Syntax.InstructionAt(declaration.Span.Start) is ArgSyntax arg && Descriptions.Of(arg, name) is { } description)
                text += $"\n\n{description}";
        }

        return text.TrimEnd();
    }

    /// <summary>The variable of that name as it is at a place: where it is declared, after that.</summary>
    private Variable? VariableAt(string name, int offset)
    {
        DockerfileModel model = document.Model!;
        Stage? stage = model.Stages.LastOrDefault(stage => stage.From!.Extent.Start <= offset);
        if (stage is null || offset <= stage.From!.Extent.End)
            return model.Preamble.Scope.Find(name, int.MaxValue);
        int index = stage.Instructions.TakeWhile(instruction => instruction.Extent.End < offset).Count();
        bool isDeclared = index < stage.Instructions.Length
            && ((stage.Instructions[index].Nested ?? stage.Instructions[index]) as KeyValuesSyntax)?.Pairs.Any(pair => Touches(pair.Name.Span, offset)) == true;
        return stage.Scope.Find(name, isDeclared ? index + 1 : index);
    }

    private HoverText? ImageAt(int offset)
    {
        IEnumerable<ImageUse> images = document.Model?.Images ?? document.Images?.Images ?? [];
        foreach (ImageUse image in images)
        {
            if (Touches(image.Span, offset) && image.Text.Length > 0)
                return new HoverText(image.Span, ImageText(image));
        }

        return null;
    }

    private string ImageText(ImageUse image)
    {
        if (image.Reference is not { } reference)
            return image.Holes.IsEmpty ? $"**Image** {Code(image.Shown())}" : $"**Image** {Code(image.Shown())}\n\nA part of it is not known before it is used.";
        string text = $"**Image** {Code(image.Shown())}\n\n- registry: {Code(RegistryOf(image, reference))}\n- repository: {Code(image.IsKnown(reference.PathSpan) ? reference.RepositoryPath : image.Shown(reference.PathSpan))}";
        if (reference.TagSpan is { } tag)
            text += $"\n- tag: {Code(image.Shown(tag))}";
        else if (reference.Digest is null && !image.IsOpenEnded)
            text += $"\n- tag: `{ImageReference.DefaultTag}`, since none is written";
        if (reference.DigestSpan is { } digest)
            text += $"\n- digest: {Code(image.Shown(digest))}{(reference.Tag is null ? "" : ", which decides")}";
        if (!image.Holes.IsEmpty)
            return text;
        if (document.Pins.TryGetValue(LockKeyOf(reference), out LockedImage? locked))
        {
            text += $"\n- in `{LockFile.Name}`: `{locked.Digest}`"
                + (locked.Date is { } date ? $", of {date.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)}" : "")
                + (locked.Platforms.IsEmpty ? "" : $", for {string.Join(", ", locked.Platforms)}");
        }

        return RegistryPage.Of(reference) is { } page ? $"{text}\n\n[{reference.Name} in its registry]({page})" : text;
    }

    /// <summary>The registry of an image, for people. What is not known before the repository may be one.</summary>
    private static string RegistryOf(ImageUse image, ImageReference reference) =>
        !image.IsKnown(reference.RegistrySpan ?? reference.PathSpan) ? reference.RegistrySpan is { } written ? image.Shown(written) : "?"
        : reference.Domain.Length > 0 ? reference.Domain
        : "?";

    /// <summary>The reference under which a lock file has an image: without its digest.</summary>
    internal static string LockKeyOf(ImageReference reference) => $"{reference.FullName}:{reference.Tag ?? ImageReference.DefaultTag}";

    private HoverText? SyntaxAt(int offset)
    {
        if (document.Model is not { Syntax: var syntax })
            return null;
        foreach (DirectiveSyntax directive in syntax.Directives)
        {
            if (Touches(directive.NameSpan, offset) && InstructionReference.Directives.FirstOrDefault(known => known.Label == directive.Name) is { } known)
                return new HoverText(directive.NameSpan, $"**# {known.Label}=**\n\n{known.Description}");
        }

        return syntax.InstructionAt(offset) is { } instruction ? SyntaxAt(offset, instruction) : null;
    }

    private static HoverText? SyntaxAt(int offset, InstructionSyntax instruction)
    {
        if (instruction.Nested is { } nested && offset >= nested.KeywordSpan.Start)
            return SyntaxAt(offset, nested);
        if (InstructionReference.Of(instruction.Kind) is not { } reference)
            return null;
        if (Touches(instruction.KeywordSpan, offset))
            return new HoverText(instruction.KeywordSpan, $"```dockerfile\n{reference.Form}\n```\n\n{reference.Description}\n\n[Dockerfile reference]({reference.Url})");
        foreach (FlagSyntax flag in instruction.Flags)
        {
            if (!Touches(flag.Span, offset))
                continue;
            if (flag is { Name: "mount", Value: not null } && MountAt(offset, flag) is { } mount)
                return mount;
            return reference.Flag(flag.Name) is { } known ? new HoverText(Touches(flag.NameSpan, offset) ? flag.NameSpan : flag.Span, $"**--{known.Name}**\n\n{known.Description}") : null;
        }

        return null;
    }

    private static HoverText? MountAt(int offset, FlagSyntax flag)
    {
        if (!MountSpec.TryParse(flag.Value!, static text => text, null, out MountSpec? mount, out _))
            return null;
        foreach (MountField field in mount.Fields)
        {
            TextSpan key = flag.SpanOf(field.KeySpan);
            if (Touches(key, offset))
            {
                KeyReference reference = InstructionReference.MountKeyOf(field.Key);
                return new HoverText(key, $"**{flag.Value!.Substring(field.KeySpan.Start, field.KeySpan.Length)}** of a mount\n\n{reference.Description}");
            }

            if (field is { Key: MountKey.Type, ValueSpan: { } value } && Touches(flag.SpanOf(value), offset) && mount.Type is { } type)
                return new HoverText(flag.SpanOf(value), $"**{MountSpec.Types[(int)type]}** mount\n\n{InstructionReference.MountTypeOf(type)}");
        }

        return null;
    }

    private static string PlaceOf(Document dockerfile, int offset)
    {
        int line = dockerfile.Lines.PositionAt(offset).Line + 1;
        return $"[line {line}]({dockerfile.Uri}#L{line})";
    }

    /// <summary>A text of which nothing is markup, on one line.</summary>
    private static string Code(string text)
    {
        const int Longest = 200;
        string line = text.ReplaceLineEndings(" ");
        if (line.Length > Longest)
            line = line[..Longest] + "…";
        return line.Length == 0 ? "an empty text" : line.Contains('`', StringComparison.Ordinal) ? $"`` {line} ``" : $"`{line}`";
    }

    private static bool Touches(TextSpan span, int offset) => span.Start <= offset && offset <= span.End;
}
