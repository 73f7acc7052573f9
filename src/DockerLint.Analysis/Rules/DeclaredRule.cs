using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Configuration;
using DockerLint.Semantics;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>A rule that a configuration declares. What it matches decides what it visits: images, programs or instructions.</summary>
internal abstract class DeclaredRule(CustomRule rule) : Rule(
    new(rule.Id, rule.Id, rule.Severity, Category.Correctness, Profiles.None, rule.Message)
    {
        VisitsOnbuild = true,
        Url = rule.Url ?? DefaultUrl,
    })
{
    private const string DefaultUrl = "https://github.com/dockerlint/dockerlint/blob/main/docs/configuration.md#custom-rules";

    private CustomMatch Match => rule.Match;

    private CustomMatch? Unless => rule.Unless;

    private bool OnlyShipped => rule.OnlyShipped;

    /// <summary>The rule that does what a declaration says.</summary>
    public static Rule Of(CustomRule rule) =>
        rule.Match.IsOfImages ? new OfImages(rule) : rule.Match.IsOfCommands ? new OfCommands(rule) : new OfInstructions(rule);

    /// <summary>What in an instruction its conditions name: the flag or text, else the keyword; null where one of them does not hold.</summary>
    private static TextSpan? SpanIn(InstructionSyntax instruction, CustomMatch match)
    {
        if (instruction.Kind == InstructionKind.Invalid)
            return null;
        if (!match.Instructions.IsEmpty && !match.Instructions.Contains(instruction.Kind))
            return null;
        TextSpan? found = instruction.KeywordSpan;
        if (!match.Flags.IsEmpty)
            found = instruction.Flags.FirstOrDefault(flag => IsAny(match.Flags, flag.Text.AsSpan(2)))?.Span;
        if (found is not null && !match.Texts.IsEmpty)
            found = TextIn(instruction, match.Texts);
        return found;
    }

    private static TextSpan? TextIn(InstructionSyntax instruction, ImmutableArray<TextPattern> patterns)
    {
        foreach (TextPattern pattern in patterns)
        {
            if (pattern.Find(instruction.RawText) is { } found)
                return instruction.SpanOf(found);
            foreach (LogicalText body in instruction.Heredocs.Select(static heredoc => heredoc.Body))
            {
                if (pattern.Find(body.Span) is { } inside)
                    return body.ToSource(inside);
            }
        }

        return null;
    }

    /// <summary>What ONBUILD puts off, else the instruction itself.</summary>
    private static InstructionSyntax? Innermost(InstructionSyntax? instruction) => instruction?.Nested ?? instruction;

    /// <summary>Whether a program is asked for, with these arguments.</summary>
    private static bool IsCommand(Invocation command, CustomMatch match) =>
        (match.Commands.IsEmpty || IsAny(match.Commands, command.Program)) && HasArguments(command, match);

    private static bool HasArguments(Invocation command, CustomMatch match) =>
        (match.Arguments.IsEmpty || command.Words.Any(word => IsAny(match.Arguments, word.Text)))
        && match.AllArguments.All(pattern => command.Words.Any(word => pattern.IsMatch(word.Text)));

    private static bool IsImage(ImageUse image, CustomMatch match) =>
        image is { Holes: [], Reference: { } reference }
        && (IsAny(match.Images, reference.ToFamiliarString())
            || IsAny(match.Images, reference.Name)
            || IsAny(match.Images, reference.ToFullString())
            || IsAny(match.Images, reference.FullName));

    private static bool IsAny(ImmutableArray<TextPattern> patterns, ReadOnlySpan<char> text)
    {
        foreach (TextPattern pattern in patterns)
        {
            if (pattern.IsMatch(text))
                return true;
        }

        return false;
    }

    /// <summary>Whether the instruction, or what is visited in it, is left out.</summary>
    /// <param name="instruction">The instruction; null where none names the image.</param>
    /// <param name="context">Where it stands.</param>
    /// <param name="image">The image that is visited; null where it is none.</param>
    /// <param name="command">The program that is visited; null where it is none.</param>
    private bool IsLeftOut(InstructionSyntax? instruction, RuleContext context, ImageUse? image = null, Invocation? command = null)
    {
        if (Unless is not { } unless)
            return false;
        if (instruction is not null && SpanIn(instruction, unless) is null)
            return false;
        if (unless.IsOfImages && !(image is not null ? IsImage(image, unless) : context.Model.Images.Any(use => Innermost(use.Instruction) == instruction && IsImage(use, unless))))
            return false;
        if (!unless.IsOfCommands)
            return true;
        // Arguments alone are those of the program that is visited; a program may be another one of the instruction.
        return command is not null && unless.Commands.IsEmpty
            ? HasArguments(command, unless)
            : instruction is RunSyntax run && context.ProgramsOf(run).Any(program => IsCommand(program, unless));
    }

    private sealed class OfInstructions(CustomRule rule) : DeclaredRule(rule), IVisit<InstructionSyntax>
    {
        public void Visit(InstructionSyntax part, RuleContext context)
        {
            if (SpanIn(part, Match) is { } span && (!OnlyShipped || Shipping.IsShipped(context)) && !IsLeftOut(part, context))
                context.Report(span, Info.Summary);
        }
    }

    private sealed class OfCommands(CustomRule rule) : DeclaredRule(rule), IVisit<Invocation>
    {
        public void Visit(Invocation part, RuleContext context)
        {
            if (IsCommand(part, Match)
                && Innermost(context.Instruction) is { } instruction
                && SpanIn(instruction, Match) is not null
                && (!OnlyShipped || Shipping.IsShipped(context))
                && !IsLeftOut(instruction, context, command: part))
            {
                context.Report(part.Span, Info.Summary);
            }
        }
    }

    private sealed class OfImages(CustomRule rule) : DeclaredRule(rule), IVisit<ImageUse>
    {
        public void Visit(ImageUse part, RuleContext context)
        {
            // The image of a front end is named by no instruction, so that no condition on one holds.
            InstructionSyntax? instruction = Innermost(part.Instruction);
            if (!IsImage(part, Match)
                || (instruction is null ? !Match.Instructions.IsEmpty || !Match.Flags.IsEmpty || !Match.Texts.IsEmpty : SpanIn(instruction, Match) is null)
                || (OnlyShipped && !IsShipped(instruction, context.Model))
                || IsLeftOut(instruction, context, image: part))
            {
                return;
            }

            context.Report(part.Span, Info.Summary);
        }

        private static bool IsShipped(InstructionSyntax? instruction, DockerfileModel model) =>
            instruction is not null
            && model.Stages.Any(stage => Holds(stage, instruction) && Shipping.IsShipped(stage));

        private static bool Holds(Stage stage, InstructionSyntax instruction) =>
            stage.From == instruction || stage.Instructions.Any(other => Innermost(other) == instruction);
    }
}
