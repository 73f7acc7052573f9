using System.Text.Json;
using DockerLint.LanguageServer.Protocol;

namespace DockerLint.LanguageServer.Server;

/// <summary>Tells the client how far something has come that it has asked for.</summary>
/// <param name="client">The client.</param>
/// <param name="token">By which it knows it; null where it does not want to be told.</param>
internal sealed class WorkProgressReporter(Client client, JsonElement? token)
{
    private int _percentage;

    /// <summary>It begins.</summary>
    public Task BeginAsync(string title) => TellAsync(new WorkProgress("begin") { Title = title, Percentage = 0 });

    /// <summary>Some of it is done; told only where it makes a difference.</summary>
    public Task ReportAsync(int done, int all)
    {
        int percentage = done * 100 / all;
        if (percentage == _percentage)
            return Task.CompletedTask;
        _percentage = percentage;
        return TellAsync(new WorkProgress("report") { Percentage = percentage });
    }

    /// <summary>It is over.</summary>
    public Task EndAsync() => TellAsync(new WorkProgress("end"));

    private Task TellAsync(WorkProgress progress) => token is { } known ? client.ProgressAsync(known, progress) : Task.CompletedTask;
}
