using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using DockerLint.Lexing;

namespace DockerLint.Cli.Commands;

/// <summary>The options and arguments of one command, and how they were given.</summary>
internal sealed class CommandLine
{
    private static readonly ParserConfiguration Configuration = new() { ResponseFileTokenReplacer = null };

    private static readonly ImmutableArray<string> s_true = ["true", "1", "t"];
    private static readonly ImmutableArray<string> s_false = ["false", "0", "f"];

    private readonly Command _command;
    private readonly HashSet<Option> _mayBeEmpty = [];
    private ParseResult? _result;

    /// <summary>A command that takes <c>--help</c> and nothing else so far.</summary>
    /// <param name="name">Its name; null where it is implied.</param>
    /// <param name="description">What it does.</param>
    public CommandLine(string? name, string description)
    {
        const string Program = "dockerlint";
        _command = new Command(name ?? Program, description);
        // The help names the program before the command.
        if (name is not null)
            new Command(Program).Subcommands.Add(_command);
        // Not HelpOption: looking up its own description takes longer than all the rest here.
        Flag("--help", "-h", "Show this help").Action = new HelpAction();
    }

    /// <summary>Adds an option with a value. Where it is given several times, all values are kept.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="alias">Another name of it.</param>
    /// <param name="value">What its value is called, which says what kind of value it is (<see cref="Outline.ValueOutline"/>).</param>
    /// <param name="description">What it is for.</param>
    /// <param name="words">Values that a shell may offer.</param>
    /// <param name="mayBeEmpty">Whether an empty value is the same as none.</param>
    public Option<string[]> Option(string name, string? alias, string value, string description, ImmutableArray<string> words = default, bool mayBeEmpty = false)
    {
        Option<string[]> option = alias is null ? new(name) : new(name, alias);
        option.HelpName = value;
        option.Description = description;
        option.Arity = ArgumentArity.OneOrMore;
        if (!words.IsDefault)
            option.CompletionSources.Add([.. words]);
        if (mayBeEmpty)
            _mayBeEmpty.Add(option);
        _command.Options.Add(option);
        return option;
    }

    /// <summary>Adds an option that may have a value.</summary>
    public Option<string[]> OptionalValue(string name, string value, string description)
    {
        Option<string[]> option = Option(name, null, value, description);
        option.Arity = ArgumentArity.ZeroOrMore;
        return option;
    }

    /// <summary>Adds an option that is given or not; <c>=true</c> and <c>=false</c> say so too.</summary>
    public Option<bool> Flag(string name, string? alias, string description)
    {
        Option<bool> option = alias is null ? new(name) : new(name, alias);
        option.Description = description;
        option.Arity = ArgumentArity.Zero;
        _command.Options.Add(option);
        return option;
    }

    /// <summary>Adds the arguments that are no options.</summary>
    public Argument<string[]> Arguments(string name, string description, ArgumentArity arity, ImmutableArray<string> words = default)
    {
        var argument = new Argument<string[]>(name) { Description = description, Arity = arity };
        if (!words.IsDefault)
            argument.CompletionSources.Add([.. words]);
        _command.Arguments.Add(argument);
        return argument;
    }

    /// <summary>Adds a command to the help.</summary>
    public void Mention(string name, string description) => _command.Subcommands.Add(new Command(name, description));

    /// <summary>Reads the arguments; answers <c>--help</c>, and says what is wrong with them.</summary>
    /// <returns>The exit code with which the program is over; null where it goes on.</returns>
    public int? Read(string[] args, Host host)
    {
        if (host.OnCommand is { } tell)
        {
            tell(_command);
            return ExitCode.Success;
        }

        if (!TrySpellOut(args, out List<string> words, out string? error))
        {
            host.Say(error);
            return ExitCode.Failure;
        }

        _result = _command.Parse(words, Configuration);
        if (_result.Action is HelpAction)
        {
            using var writer = new StreamWriter(host.Output, new UTF8Encoding(false), leaveOpen: true);
            _result.Invoke(new InvocationConfiguration { Output = writer });
            return ExitCode.Success;
        }

        error = UnknownOption() ?? (_result.Errors.Count == 0 ? null : _result.Errors[0].Message);
        if (error is null)
            return null;
        host.Say(error);
        return ExitCode.Failure;
    }

    /// <summary>Whether an option is given.</summary>
    public bool Has(Option option) => Result.GetResult(option) is { Implicit: false };

    /// <summary>The values of an option, in the order in which they are given.</summary>
    public IEnumerable<string> All(Option<string[]> option) =>
        ValuesOf(Result.GetResult(option)).Where(value => !IsNone(option, value));

    /// <summary>The value of an option; the last one given, null where it is not given.</summary>
    public string? Last(Option<string[]> option) =>
        ValuesOf(Result.GetResult(option)).LastOrDefault() is { } last && !IsNone(option, last) ? last : null;

    /// <summary>The values of the arguments, in order.</summary>
    public IEnumerable<string> All(Argument<string[]> argument) => ValuesOf(Result.GetResult(argument));

    /// <summary>What was given, as another command takes it that has the same options.</summary>
    /// <param name="except">The options that it has not.</param>
    public ImmutableArray<string> Repeat(params Option[] except)
    {
        var given = ImmutableArray.CreateBuilder<string>();
        foreach (Option option in _command.Options)
        {
            if (except.Contains(option) || Result.GetResult(option) is not { Implicit: false } result)
                continue;
            if (result.Tokens.Count == 0)
                given.Add(option.Name);
            foreach (Token token in result.Tokens)
                given.AddRange(option.Name, token.Value);
        }

        return given.ToImmutable();
    }

    /// <summary>Whether a word says that something is so, as <c>docker</c> reads it; null where it says neither.</summary>
    public static bool? TruthOf(string word) =>
        s_true.Contains(word, StringComparer.OrdinalIgnoreCase) ? true : s_false.Contains(word, StringComparer.OrdinalIgnoreCase) ? false : null;

    private ParseResult Result => _result ?? throw new InvalidOperationException("read the arguments first");

    private static IEnumerable<string> ValuesOf(SymbolResult? result) =>
        result is null ? [] : result.Tokens.Select(static token => token.Value);

    /// <summary>
    /// Writes out what the parser would misread: it takes what stands behind the <c>=</c> of a flag for an argument, and the next
    /// argument for a value where nothing stands there.
    /// </summary>
    private bool TrySpellOut(string[] args, out List<string> words, [NotNullWhen(false)] out string? error)
    {
        words = new List<string>(args.Length);
        for (int index = 0; index < args.Length; index++)
        {
            if (args[index] == "--")
            {
                words.AddRange(args[index..]);
                break;
            }

            if (args[index].Split('=', 2) is not [var name, var value] || OptionOf(name) is not { } option || (option is not Option<bool> && value.Length > 0))
            {
                words.Add(args[index]);
            }
            else if (option is not Option<bool>)
            {
                if (!_mayBeEmpty.Contains(option))
                {
                    error = $"{option.Name}: there is nothing behind the '='";
                    return false;
                }

                words.AddRange([name, value]);
            }
            else if (TruthOf(value) is { } isGiven)
            {
                // The last one counts.
                words.RemoveAll(word => OptionOf(word) == option);
                if (isGiven)
                    words.Add(name);
            }
            else
            {
                error = $"{option.Name}: '{value}' is neither true nor false";
                return false;
            }
        }

        error = null;
        return true;
    }

    private bool IsNone(Option option, string value) => value.Length == 0 && _mayBeEmpty.Contains(option);

    private Option? OptionOf(string name) => _command.Options.FirstOrDefault(option => option.Name == name || option.Aliases.Contains(name));

    /// <summary>What the parser took for an argument, though it looks like an option.</summary>
    private string? UnknownOption()
    {
        foreach (Token token in Result.Tokens)
        {
            if (token.Type == TokenType.DoubleDash)
                return null;
            if (token is { Type: TokenType.Argument, Value: ['-', _, ..] } && !IsValueOfOption(token))
                return Unknown(token.Value.Split('=')[0]);
        }

        return null;
    }

    private bool IsValueOfOption(Token token) => Result.CommandResult.Children
        .OfType<OptionResult>()
        .Any(option => option.Tokens.Any(value => ReferenceEquals(value, token)));

    private string Unknown(string option)
    {
        string? nearest = Suggestion.Nearest(option, _command.Options.SelectMany(static known => known.Aliases.Prepend(known.Name)));
        return nearest is null ? $"unknown option '{option}'; see --help" : $"unknown option '{option}'; did you mean '{nearest}'?";
    }
}
