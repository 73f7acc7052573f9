using System.Collections.Immutable;
using DockerLint.Analysis;
using DockerLint.Analysis.Configuration;
using DockerLint.Configuration.Nodes;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Tree;

namespace DockerLint.Configuration.Files;

/// <summary>Reads <c>custom-rules</c>.</summary>
internal sealed class CustomRuleReader(SettingsReader reader)
{
    private const string Shipped = "shipped";
    private const string AnyStage = "any";

    private static readonly ImmutableArray<string> s_keys = ["id", "message", "level", "url", "stage", "match", "unless"];

    private static readonly ImmutableArray<string> s_conditions =
        ["instruction", "flag", "image", "command", "arguments", "all-arguments", "text"];

    /// <summary>Reads the list.</summary>
    public ImmutableArray<CustomRule> Read(Node value)
    {
        if (value.IsNothing)
            return [];
        if (value is not ListNode list)
        {
            reader.Problems.Error(value.At, $"{value.Kind} where a list of rules is wanted");
            return [];
        }

        ImmutableArray<CustomRule>.Builder rules = ImmutableArray.CreateBuilder<CustomRule>();
        foreach (Node item in list.Items)
        {
            if (ReadRule(item) is not { } rule)
                continue;
            if (rules.Any(earlier => earlier.Id.Equals(rule.Id, StringComparison.OrdinalIgnoreCase)))
                reader.Problems.Error(item.At, $"'{rule.Id}' is the id of an earlier rule; take another one");
            else
                rules.Add(rule);
        }

        return rules.DrainToImmutable();
    }

    private CustomRule? ReadRule(Node value)
    {
        if (value is not MapNode map)
        {
            reader.Problems.Error(value.At, $"{value.Kind} where a rule is wanted; give it an id, a message and what it matches");
            return null;
        }

        TextNode? id = null, message = null, url = null;
        Severity level = Severity.Warning;
        bool onlyShipped = false;
        CustomMatch? match = null, unless = null;
        foreach ((TextNode key, Node entry) in map.Entries)
        {
            switch (key.Text)
            {
                case "id":
                    id = reader.Word(entry);
                    break;
                case "message":
                    message = reader.Word(entry);
                    break;
                case "level" or "severity":
                    level = ReadLevel(entry) ?? level;
                    break;
                case "url":
                    url = reader.Word(entry);
                    break;
                case "stage":
                    onlyShipped = ReadStage(entry);
                    break;
                case "match":
                    match = ReadMatch(entry);
                    break;
                case "unless":
                    unless = ReadMatch(entry);
                    break;
                default:
                    reader.Problems.Error(key.At, SettingsReader.UnknownKey(key.Text, s_keys));
                    break;
            }
        }

        if (!IsId(id, map) || !IsSaid(message, map) || !IsWhole(match, map))
            return null;
        return new CustomRule(id!.Text, message!.Text.Trim(), match!)
        {
            Severity = level,
            Unless = unless,
            Url = url?.Text,
            OnlyShipped = onlyShipped,
        };
    }

    private bool IsId(TextNode? id, MapNode map)
    {
        if (id is null)
        {
            reader.Problems.Error(map.At, "a rule without an id; give it one such as ACME001");
            return false;
        }

        if (id.Text.Length == 0 || !char.IsAsciiLetter(id.Text[0]) || !id.Text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
        {
            reader.Problems.Error(id.At, $"'{id.Text}' is no id; write a letter, then letters, digits, - and _");
            return false;
        }

        if (RuleCatalog.Find(id.Text) is not null || Vocabulary.IsCodeOf("DL", id.Text) || Vocabulary.IsCodeOf("DK", id.Text) || Vocabulary.IsCodeOf("SC", id.Text))
        {
            reader.Problems.Error(id.At, $"'{id.Text}' is, or may become, a rule of dockerlint; take another id, such as ACME001");
            return false;
        }

        return true;
    }

    private bool IsSaid(TextNode? message, MapNode map)
    {
        if (!string.IsNullOrWhiteSpace(message?.Text))
            return true;
        reader.Problems.Error(map.At, "a rule without a message; say what is wrong and what to do");
        return false;
    }

    private bool IsWhole(CustomMatch? match, MapNode map)
    {
        string? error = match switch
        {
            null => "a rule without 'match'; say what it reports",
            _ when match == new CustomMatch() => $"'match' has no condition; write one of {string.Join(", ", s_conditions)}",
            { IsOfImages: true, IsOfCommands: true } => "'match' is about images or about commands; write two rules",
            _ => null,
        };
        if (error is not null)
            reader.Problems.Error(map.At, error);
        return error is null;
    }

    private Severity? ReadLevel(Node value)
    {
        if (reader.Word(value) is not { } word)
            return null;
        if (Vocabulary.TryParse(word.Text, out Severity severity))
            return severity;
        reader.Problems.Error(word.At, Vocabulary.NoneOf(word.Text, Vocabulary.Levels));
        return null;
    }

    private bool ReadStage(Node value)
    {
        TextNode? word = reader.Word(value);
        if (word is not null && word.Text is not (Shipped or AnyStage))
            reader.Problems.Error(word.At, Vocabulary.NoneOf(word.Text, [Shipped, AnyStage]));
        return word?.Text == Shipped;
    }

    private CustomMatch ReadMatch(Node value)
    {
        var match = new CustomMatch();
        if (value.IsNothing)
            return match;
        if (value is not MapNode map)
        {
            reader.Problems.Error(value.At, $"{value.Kind} where conditions are wanted: {string.Join(", ", s_conditions)}");
            return match;
        }

        foreach ((TextNode key, Node entry) in map.Entries)
        {
            ImmutableArray<TextNode> words = [.. WordsOf(entry)];
            if (!entry.IsNothing && words.IsEmpty)
                reader.Problems.Error(entry.At, $"'{key.Text}' has no pattern");
            switch (key.Text)
            {
                case "instruction":
                    match = match with { Instructions = [.. words.Select(ReadInstruction).OfType<InstructionKind>()] };
                    break;
                case "flag":
                    match = match with { Flags = [.. words.Select(WithoutDashes).Select(ReadPattern).OfType<TextPattern>()] };
                    break;
                case "image":
                    match = match with { Images = Patterns(words) };
                    break;
                case "command":
                    match = match with { Commands = Patterns(words) };
                    break;
                case "arguments":
                    match = match with { Arguments = Patterns(words) };
                    break;
                case "all-arguments" or "all_arguments":
                    match = match with { AllArguments = Patterns(words) };
                    break;
                case "text":
                    match = match with { Texts = Patterns(words) };
                    break;
                default:
                    reader.Problems.Error(key.At, SettingsReader.UnknownKey(key.Text, s_conditions));
                    break;
            }
        }

        return match;
    }

    /// <summary>A pattern may hold a comma, so that only a list has several.</summary>
    private IEnumerable<TextNode> WordsOf(Node value) => value is ListNode ? reader.Words(value) : reader.Word(value) is { } word ? [word] : [];

    private ImmutableArray<TextPattern> Patterns(ImmutableArray<TextNode> words) => [.. words.Select(ReadPattern).OfType<TextPattern>()];

    private InstructionKind? ReadInstruction(TextNode word)
    {
        InstructionKind kind = InstructionKeywords.Find(word.Text);
        if (kind != InstructionKind.Invalid)
            return kind;
        reader.Problems.Error(word.At, Vocabulary.NoneOf(word.Text.ToUpperInvariant(), InstructionKeywords.All));
        return null;
    }

    private static TextNode WithoutDashes(TextNode flag) =>
        flag.Text.StartsWith("--", StringComparison.Ordinal) ? flag.Part(2, flag.Text.Length - 2) : flag;

    private TextPattern? ReadPattern(TextNode word)
    {
        if (!TextPattern.TryParse(word.Text, out TextPattern? pattern, out PatternError? error))
            reader.Problems.Error(word.Part(error.Span.Start, error.Span.Length).At, $"'{word.Text}' is no pattern: {error.Message}");
        return pattern;
    }
}
