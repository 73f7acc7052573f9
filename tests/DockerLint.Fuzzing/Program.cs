using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using DockerLint.Fuzzing.Engine;
using DockerLint.Fuzzing.Targets;

namespace DockerLint.Fuzzing;

/// <summary>Looks for inputs that the product does not stand (docs/fuzzing.md).</summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        using var products = new InstrumentedProducts();
        return products.Run(arguments, Console.Out);
    }

    /// <summary>Runs targets; only in a program whose product is instrumented.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="output">Takes the report.</param>
    /// <returns>0 where nothing is found, 1 where something is, 2 where the call is wrong.</returns>
    internal static int Run(string[] arguments, TextWriter output)
    {
        // Before anything of the product runs, which counts from its first step.
        var coverage = new Coverage();
        var names = new Argument<string[]>("target") { Description = $"One or more of {string.Join(", ", TargetList.All.Select(static target => target.Name))}, or all." };
        var minutes = new Option<double>("--minutes") { Description = "How long each target is run.", DefaultValueFactory = static _ => 1 };
        var executions = new Option<long>("--executions") { Description = "The most inputs for each target, seeds aside.", DefaultValueFactory = static _ => long.MaxValue };
        var seed = new Option<int>("--seed") { Description = "What decides on all that is left to chance.", DefaultValueFactory = static _ => 1 };
        var folder = new Option<string>("--output") { Description = "Where findings are written.", DefaultValueFactory = static _ => Path.Combine(SeedFiles.RepositoryRoot, "artifacts", "fuzzing") };
        var command = new RootCommand("Looks for inputs that DockerLint does not stand.") { names, minutes, executions, seed, folder };
        ParseResult parsed = command.Parse(arguments);
        ImmutableArray<FuzzTarget> targets = [.. TargetList.All.Where(target => parsed.GetValue(names) is { } asked && (asked.Contains(target.Name) || asked.Contains("all")))];
        if (parsed.Errors.Count > 0 || targets.IsEmpty)
        {
            output.WriteLine(parsed.Errors.Count > 0 ? parsed.Errors[0].Message : $"No such target; there are {string.Join(", ", TargetList.All.Select(static target => target.Name))}.");
            return 2;
        }

        int findings = 0;
        foreach (FuzzTarget target in targets)
        {
            var limits = new FuzzLimits(TimeSpan.FromMinutes(parsed.GetValue(minutes)), parsed.GetValue(executions), parsed.GetValue(seed));
            FuzzReport report = Fuzzer.Run(target, [.. SeedFiles.Kept(target.Name), .. target.Seeds()], coverage, limits);
            output.WriteLine(report);
            foreach (Finding finding in report.Findings)
                output.WriteLine($"  {finding.Kind}: {Write(finding, Path.Combine(parsed.GetValue(folder)!, target.Name))}");
            findings += report.Findings.Count;
        }

        return findings == 0 ? 0 : 1;
    }

    /// <summary>Writes an input, and beside it what it does.</summary>
    private static string Write(Finding finding, string folder)
    {
        Directory.CreateDirectory(folder);
        string path = Path.Combine(folder, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(finding.Input))[..12]);
        File.WriteAllBytes(path, finding.Input);
        File.WriteAllText(path + ".txt", string.Create(CultureInfo.InvariantCulture, $"{finding.Kind}\n\n{finding.Explanation}\n"));
        return path;
    }
}
