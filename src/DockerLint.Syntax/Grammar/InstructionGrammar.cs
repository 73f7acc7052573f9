using System.Collections.Immutable;
using DockerLint.Lexing;
using DockerLint.Syntax.Tree;
using Pidgin;

namespace DockerLint.Syntax.Grammar;

/// <summary>How one instruction is written: its arguments, its flags, and what BuildKit refuses.</summary>
internal abstract class InstructionGrammar
{
    private static readonly ImmutableArray<InstructionGrammar> s_all =
    [
        new InvalidGrammar(),
        new AddGrammar(),
        new ArgGrammar(),
        new CmdGrammar(),
        new CopyGrammar(),
        new EntrypointGrammar(),
        new EnvGrammar(),
        new ExposeGrammar(),
        new FromGrammar(),
        new HealthcheckGrammar(),
        new LabelGrammar(),
        new MaintainerGrammar(),
        new OnbuildGrammar(),
        new RunGrammar(),
        new ShellGrammar(),
        new StopsignalGrammar(),
        new UserGrammar(),
        new VolumeGrammar(),
        new WorkdirGrammar(),
    ];

    /// <summary>The flags that it takes.</summary>
    public virtual ImmutableArray<FlagSpec> Flags => [];

    /// <summary>The whole instruction, keyword included.</summary>
    public abstract Parser<char, InstructionSyntax> Parser(LineGrammar line);

    /// <summary>The grammar of an instruction.</summary>
    public static InstructionGrammar Of(InstructionKind kind) => s_all[(int)kind];

    /// <summary>What BuildKit refuses in an instruction that it could read.</summary>
    public virtual void Check(InstructionSyntax instruction, InstructionErrors errors)
    {
        CheckFlags(instruction, errors);
        CheckArguments(instruction, errors);
    }

    /// <summary>What it refuses in the arguments.</summary>
    protected virtual void CheckArguments(InstructionSyntax instruction, InstructionErrors errors)
    {
    }

    private void CheckFlags(InstructionSyntax instruction, InstructionErrors errors)
    {
        if (instruction.Flags.IsEmpty)
            return;
        Span<bool> given = stackalloc bool[Flags.Length];
        foreach (FlagSyntax flag in instruction.Flags)
        {
            int index = IndexOf(flag.Name);
            if (index < 0)
            {
                errors.Add(flag.NameSpan, UnknownFlag(flag));
                continue;
            }

            FlagType type = Flags[index].Type;
            if (type != FlagType.Repeated && given[index])
                errors.Add(flag.Span, $"--{flag.Name} is given twice; keep one");
            else if (type == FlagType.Switch ? flag.Value is "" : flag.Value is null)
                errors.Add(flag.Span, $"--{flag.Name} needs a value; write --{flag.Name}=…");
            else if (type == FlagType.Switch && flag.Value is { } value
                && !value.Equals("true", StringComparison.OrdinalIgnoreCase)
                && !value.Equals("false", StringComparison.OrdinalIgnoreCase))
                errors.Add(flag.ValueSpan, $"--{flag.Name} is true or false, not '{value}'");
            given[index] = true;
        }
    }

    private int IndexOf(string flag)
    {
        for (int index = 0; index < Flags.Length; index++)
        {
            if (Flags[index].Name == flag)
                return index;
        }

        return -1;
    }

    private string UnknownFlag(FlagSyntax flag)
    {
        string? nearest = Suggestion.Nearest(flag.Name, Flags.Select(static spec => spec.Name));
        if (nearest is not null)
            return $"unknown flag --{flag.Name}; did you mean --{nearest}?";
        return Flags.IsEmpty
            ? $"unknown flag --{flag.Name}; this instruction takes no flags"
            : $"unknown flag --{flag.Name}; use one of {string.Join(", ", Flags.Select(static spec => $"--{spec.Name}"))}";
    }
}

/// <summary>Collects why an instruction is refused.</summary>
internal readonly struct InstructionErrors(ImmutableArray<SyntaxError>.Builder errors, BuildPhase phase)
{
    /// <summary>Adds one.</summary>
    public void Add(TextSpan span, string message) => errors.Add(new SyntaxError(phase, span, message));

    /// <summary>Refuses an instruction that has no argument.</summary>
    public void NeedOne(InstructionSyntax instruction, string what)
    {
        if (instruction.Arguments.IsEmpty)
            Add(instruction.KeywordSpan, $"{InstructionKeywords.NameOf(instruction.Kind)} needs {what}");
    }

    /// <summary>Errors of the parser, which come before all others.</summary>
    public InstructionErrors OfParser => new(errors, BuildPhase.Parse);
}
