using System.Collections.Immutable;
using System.Globalization;
using DockerLint.References;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics.Conversion;

/// <summary>What a stage takes from other stages and images: <c>COPY --from</c> and <c>RUN --mount=from=</c>.</summary>
internal sealed class StageLinks(ModelBuilder builder, Stage stage)
{
    private readonly ImmutableArray<StageUse>.Builder _uses = ImmutableArray.CreateBuilder<StageUse>();

    /// <summary>Finds the sources and notes them in the stage.</summary>
    public void Read()
    {
        builder.ForTriggers(stage, (trigger, _) => Read(trigger));
        foreach (InstructionSyntax instruction in stage.Instructions)
            Read(instruction);
        stage.Uses = _uses.DrainToImmutable();
    }

    private void Read(InstructionSyntax instruction)
    {
        if (instruction is CopySyntax { From: { Value: { Length: > 0 } from } flag })
            ReadCopy(instruction, flag, from);
        else if (instruction is RunSyntax run)
            ReadMounts(run);
    }

    private void ReadCopy(InstructionSyntax copy, FlagSyntax flag, string from)
    {
        if (from.Contains('$', StringComparison.Ordinal))
        {
            builder.Refuse(
                flag.ValueSpan,
                $"--from takes no variable; name a stage that starts FROM {from} and copy from that");
        }
        else if (int.TryParse(from, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int index))
        {
            if (builder.FindStage(index) is { } source)
                _uses.Add(new StageUse(source, copy, flag.ValueSpan));
            else
                builder.Refuse(flag.ValueSpan, $"there is no stage {index}; stages are numbered from 0");
        }
        else
        {
            Add(copy, from, flag.ValueSpan, ImageUseKind.CopySource);
        }
    }

    private void ReadMounts(RunSyntax run)
    {
        foreach (FlagSyntax flag in run.Flags)
        {
            if (flag is not { Name: "mount", Value: { } value }
                || !value.Contains("from", StringComparison.OrdinalIgnoreCase)
                || !MountSpec.TryParse(value, static _ => null, null, out MountSpec? mount, out _)
                || mount.Field(MountKey.From) is not { Value: { Length: > 0 } from, ValueSpan: { } span }
                || from.Contains('$', StringComparison.Ordinal))
            {
                continue;
            }

            Add(run, from, flag.SpanOf(span), ImageUseKind.MountSource);
        }
    }

    private void Add(InstructionSyntax instruction, string from, TextSpan span, ImageUseKind kind)
    {
        if (builder.FindStage(from) is { } source)
            _uses.Add(new StageUse(source, instruction, span));
        else if (from != "scratch")
            builder.AddImage(new ImageUse(from, span, kind, ImageReference.Parse(from), null, instruction));
    }
}
