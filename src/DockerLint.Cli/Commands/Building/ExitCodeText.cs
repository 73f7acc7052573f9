namespace DockerLint.Cli.Commands.Building;

/// <summary>What the exit code of a command says, as shells and kernels use it (POSIX, XCU 2.8.2; signal(7)).</summary>
internal static class ExitCodeText
{
    private const int SignalBase = 128;

    /// <summary>The meaning and what to do; null for a code that each program gives a meaning of its own.</summary>
    public static string? Of(int code) => code switch
    {
        126 => "126: a program was found and cannot be run; make it executable, or take one for this platform",
        127 => "127: a program was not found; install it in an earlier step, or correct its name or PATH",
        SignalBase + 2 => "130: interrupted",
        SignalBase + 6 => "134: the program gave up (SIGABRT)",
        SignalBase + 9 => "137: killed; the machine ran out of memory, most likely",
        SignalBase + 11 => "139: the program accessed memory that is not its own (SIGSEGV); is it made for this platform?",
        SignalBase + 15 => "143: ended by SIGTERM",
        _ => null,
    };
}
