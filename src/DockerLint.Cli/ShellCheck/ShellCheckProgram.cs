using System.Collections.Immutable;
using System.ComponentModel;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using System.Text.Json;
using DockerLint.Analysis;
using DockerLint.Analysis.ShellCheck;
using DockerLint.Configuration;
using DockerLint.Semantics;

namespace DockerLint.Cli.ShellCheck;

/// <summary>An installed ShellCheck, which is asked for what our own shell rules lack.</summary>
/// <param name="path">The program.</param>
internal sealed class ShellCheckProgram(string path)
{
    /// <summary>The setting with which it is used where it is installed.</summary>
    public const string Auto = "auto";

    /// <summary>The setting with which it is not used.</summary>
    public const string Off = "off";

    private const string Name = "shellcheck";

    /// <summary>More scripts are asked about in several calls, since a command line has an end.</summary>
    private const int ScriptsPerCall = 100;

    /// <summary>A script that ShellCheck takes longer for hangs.</summary>
    private static readonly TimeSpan s_longestCall = TimeSpan.FromMinutes(2);

    /// <summary>Finds the program that a setting means.</summary>
    /// <param name="setting"><see cref="Auto"/>, <see cref="Off"/> or a path.</param>
    /// <param name="host">Where the program runs.</param>
    /// <param name="program">The program; null where it is off, or not installed with <see cref="Auto"/>.</param>
    /// <param name="error">Why the setting makes no sense; null when the result is true.</param>
    public static bool TryFind(string setting, Host host, out ShellCheckProgram? program, [NotNullWhen(false)] out string? error)
    {
        program = null;
        error = null;
        if (setting == Off)
            return true;
        string? found = setting == Auto
            ? (host.Variable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
                .SelectMany(static folder => (string[])[Path.Combine(folder, Name), Path.Combine(folder, $"{Name}.exe")])
                .FirstOrDefault(File.Exists)
            : File.Exists(setting) ? setting : null;
        if (found is not null)
            program = new ShellCheckProgram(Path.GetFullPath(found));
        else if (setting != Auto)
            error = $"--shellcheck: {setting}: no such program; give auto, off or a path";
        return error is null;
    }

    /// <summary>Asks about all scripts of a file.</summary>
    /// <param name="model">The file.</param>
    /// <param name="comments">What it says.</param>
    /// <param name="error">Why it says nothing; null when the result is true.</param>
    public bool TryAsk(DockerfileModel model, out ImmutableArray<ShellCheckComment> comments, [NotNullWhen(false)] out string? error)
    {
        comments = [];
        error = null;
        ImmutableArray<ShellCheckScript> scripts = ShellCheckScript.Of(model);
        if (scripts.IsEmpty)
            return true;
        DirectoryInfo folder = Directory.CreateTempSubdirectory("dockerlint-");
        try
        {
            foreach (ShellCheckScript[] some in scripts.Chunk(ScriptsPerCall))
            {
                if (!TryCall(some, folder, out ImmutableArray<ShellCheckComment> said, out error))
                    return false;
                comments = comments.AddRange(said);
            }

            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or Win32Exception)
        {
            error = $"{path}: {failure.Message}";
            return false;
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or FormatException or InvalidOperationException)
        {
            error = $"{path}: its answer is not that of ShellCheck; {failure.Message}";
            return false;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private bool TryCall(
        ShellCheckScript[] scripts, DirectoryInfo folder, out ImmutableArray<ShellCheckComment> comments, [NotNullWhen(false)] out string? error)
    {
        comments = [];
        string[] files = [.. scripts.Select((_, index) => index.ToString(CultureInfo.InvariantCulture))];
        for (int index = 0; index < scripts.Length; index++)
            File.WriteAllText(Path.Combine(folder.FullName, files[index]), scripts[index].Text);
        var start = new ProcessStartInfo(path, ["--norc", "--format=json1", .. files])
        {
            WorkingDirectory = folder.FullName,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        // Else its output depends on the language of the machine.
        start.Environment["LC_ALL"] = "C.UTF-8";
        start.Environment.Remove("SHELLCHECK_OPTS");
        using Process process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> complaint = process.StandardError.ReadToEndAsync();
        Task<string> answer = process.StandardOutput.ReadToEndAsync();
        if (!process.WaitForExit(s_longestCall))
        {
            process.Kill(entireProcessTree: true);
            error = $"{path}: no answer within {s_longestCall.TotalMinutes} minutes";
            return false;
        }

        // 0: nothing found, 1: something; else it could not do its work.
        if (process.ExitCode is not (0 or 1))
        {
            error = $"{path}: exit code {process.ExitCode}: {complaint.GetAwaiter().GetResult().Trim()}";
            return false;
        }

        using JsonDocument json = JsonDocument.Parse(answer.GetAwaiter().GetResult());
        comments = [.. json.RootElement.GetProperty("comments"u8).EnumerateArray().Select(comment => Read(comment, scripts)).OfType<ShellCheckComment>()];
        error = null;
        return true;
    }

    private static ShellCheckComment? Read(JsonElement comment, ShellCheckScript[] scripts)
    {
        ShellCheckScript script = scripts[int.Parse(comment.GetProperty("file"u8).GetString()!, CultureInfo.InvariantCulture)];
        TextSpan? span = script.SpanOf(
            comment.GetProperty("line"u8).GetInt32(),
            comment.GetProperty("column"u8).GetInt32(),
            comment.GetProperty("endLine"u8).GetInt32(),
            comment.GetProperty("endColumn"u8).GetInt32());
        return span is not { } place || !Vocabulary.TryParse(comment.GetProperty("level"u8).GetString()!, out Severity level)
            ? null
            : new ShellCheckComment(comment.GetProperty("code"u8).GetInt32(), level, comment.GetProperty("message"u8).GetString()!, script.Instruction, place);
    }
}
