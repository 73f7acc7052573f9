using System.Collections.Immutable;
using System.Text;
using DockerLint.Semantics.Patterns;
using DockerLint.Syntax.Grammar;
using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics;

/// <summary>Replaces the variables of words (Dockerfile reference, "Environment replacement").</summary>
public static class Expander
{
    /// <summary>Linux gives no program a variable of more than 128 KiB (<c>MAX_ARG_STRLEN</c>).</summary>
    private const int LongestValue = 131_072;

    /// <summary>Value times pattern or replacement, so that no file keeps the linter busy.</summary>
    private const long MostMatching = 1 << 20;

    /// <summary>The variable of that name; null where nothing declares it.</summary>
    public delegate Variable? Lookup(string name);

    /// <summary>Expands a word of an instruction.</summary>
    public static Expansion Expand(WordSyntax word, Lookup lookup)
    {
        ArgumentNullException.ThrowIfNull(word);
        return Expand(word.Text, word.Parts, lookup);
    }

    /// <summary>Expands any text as a word.</summary>
    /// <param name="text">The text, quotes kept.</param>
    /// <param name="escape">The character that protects the next one.</param>
    /// <param name="lookup">The variables.</param>
    public static Expansion Expand(string text, char escape, Lookup lookup)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Expand(text, WordGrammar.Parse(text, escape), lookup);
    }

    /// <summary>Expands the body of a here-document: quotes stand for themselves.</summary>
    public static Expansion ExpandBody(string text, Lookup lookup)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Expand(text, WordGrammar.ParseBody(text), lookup);
    }

    /// <summary>
    /// Expands a word and splits the result at white space that no quote or escape protects. Of a word that holds a
    /// variable with an operator only that and what follows it is left, as in BuildKit.
    /// </summary>
    public static (Expansion Expansion, ImmutableArray<string> Words) ExpandWords(WordSyntax word, Lookup lookup)
    {
        ArgumentNullException.ThrowIfNull(word);
        return ExpandWords(word.Text, word.Parts, lookup);
    }

    /// <summary>Expands any text as a word and splits it as <see cref="ExpandWords(WordSyntax, Lookup)"/> does.</summary>
    /// <param name="text">The text, quotes kept.</param>
    /// <param name="escape">The character that protects the next one.</param>
    /// <param name="lookup">The variables.</param>
    public static (Expansion Expansion, ImmutableArray<string> Words) ExpandWords(string text, char escape, Lookup lookup)
    {
        ArgumentNullException.ThrowIfNull(text);
        return ExpandWords(text, WordGrammar.Parse(text, escape), lookup);
    }

    private static (Expansion Expansion, ImmutableArray<string> Words) ExpandWords(
        string text, ImmutableArray<WordPart> parts, Lookup lookup)
    {
        var splitter = new WordSplitter();
        Expansion expansion = Expand(text, parts, lookup, splitter);
        return (expansion, expansion.Error is null ? splitter.Words() : []);
    }

    private static Expansion Expand(
        string text, ImmutableArray<WordPart> parts, Lookup lookup, WordSplitter? splitter = null)
    {
        if (parts is [LiteralPart literal] && literal.Span.Length == text.Length)
        {
            splitter?.Add(text, isProtected: false);
            return new Expansion(text, text, [], null);
        }

        var evaluation = new Evaluation(text, lookup);
        string value = evaluation.Evaluate(parts, keepsEscapes: false, splitter);
        return new Expansion(
            text, evaluation.Error is null ? value : "", evaluation.Uses.DrainToImmutable(), evaluation.Error);
    }

    private sealed class Evaluation(string text, Lookup lookup)
    {
        public ImmutableArray<VariableUse>.Builder Uses { get; } = ImmutableArray.CreateBuilder<VariableUse>();

        public ExpansionError? Error { get; private set; }

        /// <param name="parts">The parts of a word.</param>
        /// <param name="keepsEscapes">Whether escapes stay, as in a pattern, which reads them itself.</param>
        /// <param name="splitter">Where the pieces go too; null where nobody splits them.</param>
        public string Evaluate(ImmutableArray<WordPart> parts, bool keepsEscapes, WordSplitter? splitter = null)
        {
            if (parts.IsEmpty)
                return "";
            if (parts.Length == 1 && splitter is null)
                return Evaluate(parts[0], keepsEscapes);
            var value = new StringBuilder();
            foreach (WordPart part in parts)
            {
                string piece = Evaluate(part, keepsEscapes);
                if (Error is not null)
                    return "";
                if (value.Length + piece.Length > LongestValue + text.Length)
                    return Fail(part.Span, $"the value gets longer than {LongestValue} characters, which no program can be given; shorten it");
                value.Append(piece);
                if (splitter is not null)
                {
                    if (HasOperator(part))
                        splitter.Drop();
                    splitter.Add(piece, isProtected: part is not (LiteralPart or VariablePart));
                }
            }

            return value.ToString();
        }

        private string Evaluate(WordPart part, bool keepsEscapes) => part switch
        {
            LiteralPart => Slice(part.Span),
            EscapePart => keepsEscapes ? Slice(part.Span) : Slice(part.Span)[1..],
            SingleQuotedPart quoted => Slice(quoted.Content),
            DoubleQuotedPart quoted => Evaluate(quoted.Parts, keepsEscapes),
            VariablePart variable => Evaluate(variable),
            BadPart bad => Fail(bad.Span, bad.Message),
            _ => "",
        };

        private static bool HasOperator(WordPart part) => part switch
        {
            VariablePart variable => variable.Operator != VariableOperator.None,
            DoubleQuotedPart quoted => quoted.Parts.Any(HasOperator),
            _ => false,
        };

        private string Evaluate(VariablePart part)
        {
            bool isPattern = part.Operator >= VariableOperator.RemovePrefix;
            string word = Evaluate(part.Word, keepsEscapes: isPattern);
            string replacement = Evaluate(part.Replacement, keepsEscapes: isPattern);
            if (Error is not null)
                return "";
            Variable? variable = lookup(part.Name);
            Uses.Add(new VariableUse(part, variable));
            string value = variable?.Value ?? "";
            bool isSet = variable?.Value is not null && !(part.EmptyIsUnset && value.Length == 0);
            return part.Operator switch
            {
                VariableOperator.None => value,
                VariableOperator.Default => isSet ? value : word,
                VariableOperator.Alternative => isSet ? word : "",
                VariableOperator.Required when isSet => value,
                VariableOperator.Required => Fail(
                    part.Span, $"'{part.Name}' must have a value: {(word.Length > 0 ? word : "it has none")}; set it before this line"),
                _ => Match(part, value, word, replacement),
            };
        }

        private string Match(VariablePart part, string value, string word, string replacement)
        {
            if ((long)value.Length * Math.Max(word.Length, replacement.Length) > MostMatching)
                return Fail(part.Span, $"the value of '{part.Name}' is too long to look for a pattern in it; shorten it");
            if (!ShellPattern.TryParse(word, out ShellPattern? pattern, out PatternError? error))
                return Fail(part.Span, $"the pattern '{word}' is invalid: {error?.Message}");
            return part.Operator switch
            {
                VariableOperator.RemovePrefix => pattern!.TrimPrefix(value, longest: false),
                VariableOperator.RemoveLongestPrefix => pattern!.TrimPrefix(value, longest: true),
                VariableOperator.RemoveSuffix => pattern!.TrimSuffix(value, longest: false),
                VariableOperator.RemoveLongestSuffix => pattern!.TrimSuffix(value, longest: true),
                VariableOperator.ReplaceFirst => pattern!.Replace(value, replacement, all: false),
                _ => pattern!.Replace(value, replacement, all: true),
            };
        }

        private string Fail(TextSpan span, string message)
        {
            Error ??= new ExpansionError(span, message);
            return "";
        }

        private string Slice(TextSpan span) => text.Substring(span.Start, span.Length);
    }

    /// <summary>Splits what expansion yields into words.</summary>
    private sealed class WordSplitter
    {
        private readonly ImmutableArray<string>.Builder _words = ImmutableArray.CreateBuilder<string>();
        private readonly StringBuilder _word = new();

        public void Add(string piece, bool isProtected)
        {
            foreach (char c in piece)
            {
                if (isProtected || !char.IsWhiteSpace(c))
                    _word.Append(c);
                else
                    End();
            }
        }

        /// <summary>
        /// Forgets the word so far: BuildKit's word processing does so at every <c>${name…}</c> with an operator, so
        /// that <c>EXPOSE ${P:-80}/${T:-udp}</c> exposes <c>udp</c>, which is no port.
        /// </summary>
        public void Drop() => _word.Clear();

        public ImmutableArray<string> Words()
        {
            End();
            return _words.ToImmutable();
        }

        private void End()
        {
            if (_word.Length > 0)
                _words.Add(_word.ToString());
            _word.Clear();
        }
    }
}
