using System.Buffers;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using DockerLint.Build.Engines;
using DockerLint.Build.Engines.Embedded;
using DockerLint.Build.Plan;
using DockerLint.Cli.Output;
using DockerLint.Oci.Model;
using DockerLint.References;
using DockerLint.Syntax.Text;

namespace DockerLint.Cli.Commands.Building;

/// <summary>Progress for programs: a JSON object a line on standard error, as docs/schema/build-events-1.json describes them.</summary>
internal sealed class JsonProgress(Host host, BuildInput input) : IBuildView
{
    private readonly object _gate = new();
    private readonly ArrayBufferWriter<byte> _buffer = new();
    private ImmutableDictionary<BuildStep, int> _numbers = ImmutableDictionary<BuildStep, int>.Empty;

    /// <inheritdoc/>
    public void Planned(ImmutableArray<BuildPlan> plans, string engine)
    {
        ImmutableArray<ShownStep> steps = ShownStep.Of(plans);
        _numbers = steps.ToImmutableDictionary(static step => step.Step, static step => step.Number);
        Write("planned", json =>
        {
            json.WriteString("engine", engine);
            json.WriteStartArray("steps");
            foreach (ShownStep step in steps)
            {
                json.WriteStartObject();
                json.WriteNumber("number", step.Number);
                json.WriteString("name", step.Name);
                if (step.Stage is { } stage)
                    json.WriteString("stage", stage);
                if (step.Step.Instruction is { } instruction)
                {
                    (string file, SourceText source) = input.FileOf(BuildProblem.OtherOf(instruction, plans));
                    WritePlace(json, instruction.Span, file, source);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <inheritdoc/>
    public void Report(BuildProgress value)
    {
        switch (value)
        {
            case StepStarted:
                WriteOf(value.Step, "started");
                break;
            case StepOutput output:
                WriteOf(value.Step, "log", json =>
                {
                    json.WriteString("stream", output.IsError ? "stderr" : "stdout");
                    json.WriteString("line", output.Line);
                });
                break;
            case StepDone { IsCached: true }:
                WriteOf(value.Step, "cached");
                break;
            case StepDone done:
                WriteOf(value.Step, "finished", json => json.WriteNumber("seconds", Math.Round(done.Duration.TotalSeconds, 3)));
                break;
        }
    }

    /// <inheritdoc/>
    public void Failed(BuildProblem problem) => Write("failed", json =>
    {
        if (problem.Step is { } step)
            json.WriteNumber("step", _numbers[step]);
        json.WriteString("message", problem.Message);
        if (problem.ExitCode is { } exitCode)
            json.WriteNumber("exitCode", exitCode);
        (string file, SourceText source) = input.FileOf(problem.Other);
        WritePlace(json, problem.Span, file, source);
    });

    /// <inheritdoc/>
    public void Built(BuiltImage image, ImmutableArray<ImageReference> names, string? target) => Write("image", json =>
    {
        if (target is not null)
            json.WriteString("target", target);
        WriteDescriptor(json, image.Root);
        if (!image.HasPlatforms)
            json.WriteString("config", image.ConfigDigest.Text);
        json.WriteStartArray("names");
        foreach (ImageReference name in names)
            json.WriteStringValue(name.ToResolvedString());
        json.WriteEndArray();
    });

    /// <inheritdoc/>
    public void Pushed(ImageReference name, Descriptor image) => Write("pushed", json =>
    {
        json.WriteString("name", name.ToResolvedString());
        WriteDescriptor(json, image);
    });

    /// <inheritdoc/>
    public void Dispose()
    {
    }

    private void WriteOf(BuildStep step, string name, Action<Utf8JsonWriter>? fields = null) => Write(name, json =>
    {
        json.WriteNumber("step", _numbers[step]);
        fields?.Invoke(json);
    });

    private static void WritePlace(Utf8JsonWriter json, TextSpan span, string file, SourceText source)
    {
        TextPosition start = source.PositionOf(span.Start);
        TextPosition end = source.PositionOf(span.End);
        json.WriteString("file", file);
        json.WriteNumber("line", start.Line);
        json.WriteNumber("column", start.Column);
        json.WriteNumber("endLine", end.Line);
        json.WriteNumber("endColumn", end.Column);
    }

    private static void WriteDescriptor(Utf8JsonWriter json, Descriptor image)
    {
        json.WriteString("digest", image.Digest.Text);
        json.WriteString("mediaType", image.MediaType);
        // Docker's own store does not say.
        if (image.Size > 0)
            json.WriteNumber("size", image.Size);
    }

    private void Write(string name, Action<Utf8JsonWriter> fields)
    {
        lock (_gate)
        {
            _buffer.ResetWrittenCount();
            using (var json = new Utf8JsonWriter(_buffer, JsonLines.Readable))
            {
                json.WriteStartObject();
                json.WriteString("event", name);
                json.WriteString("time", DateTime.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
                fields(json);
                json.WriteEndObject();
            }

            _buffer.Write("\n"u8);
            host.Error.Write(_buffer.WrittenSpan);
        }
    }
}
