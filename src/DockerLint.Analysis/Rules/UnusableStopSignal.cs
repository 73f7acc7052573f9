using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// The signal is there for the program to end in its own way. SIGKILL and SIGSTOP cannot be handled, and a number that
/// is no signal of Linux fails when the container is stopped. SIGKILL may be a choice, for a program that has nothing to
/// put in order. Names that do not exist are refused by the builder.
/// </summary>
internal sealed class UnusableStopSignal() : Rule(
    new("DK1027", "UnusableStopSignal", Severity.Warning, Category.Correctness, Profiles.None, "STOPSIGNAL names a signal that no program can handle.")),
    IVisit<StopsignalSyntax>
{
    private const int Kill = 9;
    private const int Stop = 19;
    private const int Last = 64;

    public void Visit(StopsignalSyntax instruction, RuleContext context)
    {
        if (instruction.Argument is not { } word || !StopSignal.TryParse(context.Model.ValueOf(word), out StopSignal? signal, out _))
            return;
        if (signal.Number is Kill or Stop)
            context.Report(word.Span, "no program can handle this signal, so none ends in its own way; use SIGTERM, or what the program's manual says");
        else if (signal.Number is < 1 or > Last)
            context.Report(word.Span, $"{signal.Number} is no signal of Linux, which has 1 to {Last}; use a name such as SIGTERM");
    }
}
