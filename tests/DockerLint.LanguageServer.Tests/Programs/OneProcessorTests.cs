using System.Diagnostics;
using DockerLint.Tests;

namespace DockerLint.LanguageServer.Tests.Programs;

/// <summary>A machine, or a container, with one processor has as many threads as it has to have.</summary>
[Collection(nameof(NothingElse))]
public sealed class OneProcessorTests
{
    private const string Initialize = """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"processId":null,"rootUri":null,"capabilities":{}}}""";

    [Fact]
    public void The_first_answer_comes_as_soon_as_on_many()
    {
        // Were the only thread the one that reads, the answer would wait about a second for another one to be made.
        double ratio = double.MaxValue;
        for (int attempt = 0; attempt < 5 && ratio > 2.5; attempt++)
            ratio = Math.Min(ratio, TimeToAnswer(processors: 1) / TimeToAnswer(processors: 2));
        Assert.InRange(ratio, 0, 2.5);
    }

    private static double TimeToAnswer(int processors)
    {
        using var server = new Process
        {
            StartInfo = new ProcessStartInfo(Server.Command[0], [.. Server.Command[1..], "lsp"])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                Environment = { ["DOTNET_PROCESSOR_COUNT"] = $"{processors}" },
            },
        };
        var watch = Stopwatch.StartNew();
        server.Start();
        server.StandardInput.Write($"Content-Length: {Initialize.Length}\r\n\r\n{Initialize}");
        server.StandardInput.Flush();
        Assert.Equal('C', server.StandardOutput.Read());
        double time = watch.Elapsed.TotalMilliseconds;
        server.Kill();
        server.WaitForExit();
        return time;
    }
}
