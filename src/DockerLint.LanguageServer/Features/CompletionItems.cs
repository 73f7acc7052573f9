using System.Globalization;
using DockerLint.LanguageServer.Language;
using DockerLint.LanguageServer.Protocol;
using DockerLint.LanguageServer.Workspace;
using DockerLint.References;
using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Text;
using DockerLint.Syntax.Tree;

namespace DockerLint.LanguageServer.Features;

/// <summary>Finds what could be written at a place of a Dockerfile.</summary>
internal sealed partial class CompletionItems
{
    private readonly Document _document;
    private readonly DockerfileModel _model;
    private readonly bool _hasSnippets;
    private readonly int _offset;
    private readonly List<CompletionItem> _items = [];

    private CompletionItems(Document document, DockerfileModel model, int offset, bool hasSnippets)
    {
        _document = document;
        _model = model;
        _offset = offset;
        _hasSnippets = hasSnippets;
    }

    /// <summary>What could be written.</summary>
    public IReadOnlyList<CompletionItem> Items => _items;

    /// <summary>The image whose tags could be written, and where; null where no tag could be.</summary>
    public (ImageReference Image, TextSpan Span)? Tags { get; private set; }

    /// <summary>What could be written at a place.</summary>
    /// <param name="document">A Dockerfile.</param>
    /// <param name="offset">The place.</param>
    /// <param name="hasSnippets">Whether the client knows places to fill in.</param>
    public static CompletionItems At(Document document, int offset, bool hasSnippets)
    {
        var items = new CompletionItems(document, document.Model!, offset, hasSnippets);
        if (!items.AddInComment() && !items.IsInShellComment() && !items.AddVariables())
            items.AddInLine();
        return items;
    }

    /// <summary>A tag that could be written.</summary>
    public static CompletionItem TagItem(Document document, string tag, TextSpan span, string? detail, int order) =>
        new(tag, CompletionItemKind.Reference, new LspTextEdit(document.Lines.RangeOf(span), tag)) { Detail = detail, SortText = $"{order:D5}" };

    /// <summary>The tags of an image that its lock file knows.</summary>
    public static IEnumerable<(string Tag, string Detail)> LockedTags(Document document, ImageReference image) => document.Pins.Values
        .Where(pin => pin.Reference.FullName == image.FullName && pin.Reference.Tag is not null)
        .OrderBy(static pin => pin.Reference.Tag, StringComparer.Ordinal)
        .Select(static pin => (pin.Reference.Tag!, pin.Date is { } date
            ? $"{LockFile.Name}, {date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}"
            : LockFile.Name));

    private ReadOnlySpan<char> Text => _model.Syntax.Source.Value;

    private void Add(
        string label, CompletionItemKind kind, TextSpan span, string? detail = null, string? description = null, string? text = null, string? sort = null, bool isSnippet = false) =>
        _items.Add(new CompletionItem(label, kind, new LspTextEdit(_document.Lines.RangeOf(span), text ?? label))
        {
            Detail = detail,
            Documentation = description is null ? null : new MarkupContent("markdown", description),
            SortText = sort,
            InsertTextFormat = isSnippet ? 2 : null,
        });

    /// <summary>Up to the cursor, from the last character that one of these is not part of.</summary>
    private TextSpan Before(Func<char, bool> isPart, int first = 0)
    {
        int start = _offset;
        while (start > first && isPart(Text[start - 1]))
            start--;
        return TextSpan.Between(start, _offset);
    }

    /// <summary>A part of a word up to the cursor, and what of the word follows; what starts at the cursor is a word of its own.</summary>
    private TextSpan Whole(TextSpan before, Func<char, bool> isPart) =>
        before.Length == 0 ? before : TextSpan.Between(before.Start, EndOf(c => isPart(c) && c != _model.Syntax.Escape));

    /// <summary>Where the characters end that follow the cursor and are part of something.</summary>
    private int EndOf(Func<char, bool> isPart)
    {
        int end = _offset;
        while (end < Text.Length && isPart(Text[end]))
            end++;
        return end;
    }

    /// <summary>What is to stand before a value, without its sign where that follows already.</summary>
    private string BeforeValue(string name, TextSpan span) => span.End < Text.Length && Text[span.End] == '=' ? name.TrimEnd('=') : name;

    private string BlankAfter(TextSpan span) => span.End < Text.Length && Text[span.End] is ' ' or '\t' ? "" : " ";

    private static bool IsOfName(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static bool Touches(TextSpan span, int offset) => span.Start <= offset && offset <= span.End;

    /// <summary>Variables after <c>$</c> and <c>${</c>.</summary>
    private bool AddVariables()
    {
        TextSpan name = Before(IsOfName);
        bool isBraced = name.Start > 0 && Text[name.Start - 1] == '{';
        int dollar = name.Start - (isBraced ? 2 : 1);
        if (dollar < 0 || Text[dollar] != '$' || (dollar > 0 && Text[dollar - 1] == _model.Syntax.Escape) || InstructionAt() is not { } instruction)
            return false;
        int end = EndOf(IsOfName);
        ReadOnlySpan<char> rest = Text[end..Math.Max(end, _model.Syntax.Source.Lines.SpanOf(_model.Syntax.Source.Lines.LineOf(end)).End)];
        // An operator follows where an expansion that is there already gets another name.
        bool isClosed = rest is ['}', ..]
            || (rest is [':' or '-' or '+' or '?' or '=' or '#' or '%' or '/' or '^' or ',' or '@' or '[', ..] && rest.Contains('}'));
        TextSpan span = TextSpan.Between(name.Start, end);
        foreach (Variable variable in VariablesAt(instruction).OrderBy(static variable => variable.Name, StringComparer.Ordinal))
        {
            string kind = variable.Origin switch
            {
                VariableOrigin.Env => "ENV",
                VariableOrigin.Platform => "set by the build",
                VariableOrigin.BaseImage => "of the base image",
                _ => "ARG",
            };
            Add(
                variable.Name, CompletionItemKind.Variable, span, variable.Value is { Length: > 0 and < 60 } value ? $"{kind} = {value}" : kind,
                text: isBraced && !isClosed ? variable.Name + "}" : null,
                sort: (variable.Origin is VariableOrigin.Platform or VariableOrigin.BaseImage ? "1" : "0") + variable.Name);
        }

        return true;
    }

    private IEnumerable<Variable> VariablesAt(InstructionSyntax instruction)
    {
        Stage? stage = instruction is FromSyntax ? null : _model.Stages.LastOrDefault(stage => stage.From!.Extent.Start < instruction.Extent.Start);
        Stage holder = stage ?? _model.Preamble;
        int index = stage is null
            ? _model.Preamble.Instructions.Count(other => other.Extent.Start < instruction.Extent.Start)
            : stage.Instructions.Count(other => other.Extent.Start < instruction.Extent.Start);
        bool isOfContainer = instruction is CmdSyntax or EntrypointSyntax or HealthcheckSyntax;
        return holder.Scope.NamesBefore(index)
            .Select(name => holder.Scope.Find(name, index))
            .OfType<Variable>()
            .Where(variable => !isOfContainer || variable.Origin is VariableOrigin.Env or VariableOrigin.BaseImage);
    }

    /// <summary>The instruction whose lines the place is in; null where a new one starts.</summary>
    private InstructionSyntax? InstructionAt()
    {
        LineMap lines = _model.Syntax.Source.Lines;
        return _model.Syntax.InstructionAt(_offset) is { } instruction && (instruction.IsOpen || lines.LineOf(_offset) <= lines.LineOf(instruction.Extent.End))
            ? instruction
            : null;
    }

    private void AddInLine()
    {
        if (InstructionAt() is not { } instruction)
        {
            TextSpan word = Before(static c => char.IsAsciiLetter(c));
            if (Text[_model.Syntax.Source.Lines.SpanOf(_model.Syntax.Source.Lines.LineOf(_offset)).Start..word.Start].Trim("\uFEFF \t").IsEmpty)
                AddKeywords(word, isNested: false);
            return;
        }

        if (_offset <= instruction.KeywordSpan.End)
            AddKeywords(instruction.KeywordSpan.Start <= _offset ? instruction.KeywordSpan : new TextSpan(_offset, 0), isNested: false);
        else
            AddIn(instruction);
    }

    private void AddKeywords(TextSpan span, bool isNested)
    {
        bool isLower = span.Length > 0 && char.IsAsciiLetterLower(Text[span.Start]);
        bool isBeforeFrom = !isNested && (_model.Stages.IsEmpty || span.Start <= _model.Stages[0].From!.KeywordSpan.Start);
        string blank = BlankAfter(span);
        foreach (InstructionReference reference in InstructionReference.All)
        {
            if ((isBeforeFrom && reference.Kind is not (InstructionKind.From or InstructionKind.Arg))
                || (isNested && reference.Kind is InstructionKind.From or InstructionKind.Onbuild or InstructionKind.Maintainer)
                || reference.Kind == InstructionKind.Maintainer)
            {
                continue;
            }

            string keyword = isLower ? reference.Keyword.ToLowerInvariant() : reference.Keyword;
            Add(keyword, CompletionItemKind.Keyword, span, reference.Form, $"{reference.Description}\n\n[Dockerfile reference]({reference.Url})", text: keyword + blank, sort: "0" + keyword);
        }

        if (!_hasSnippets || isNested)
            return;
        foreach (SnippetReference snippet in SnippetReference.All)
        {
            if (!isBeforeFrom || snippet.Text.StartsWith("FROM", StringComparison.Ordinal))
                Add(snippet.Name, CompletionItemKind.Snippet, span, snippet.Description, text: snippet.Text, sort: "1" + snippet.Name, isSnippet: true);
        }
    }

    private void AddIn(InstructionSyntax instruction)
    {
        if (instruction is OnbuildSyntax)
        {
            if (instruction.Nested is { } nested && _offset > nested.KeywordSpan.End)
                AddIn(nested);
            else
                AddKeywords(instruction.Nested is { } typed && typed.KeywordSpan.Start <= _offset ? typed.KeywordSpan : new TextSpan(_offset, 0), isNested: true);
            return;
        }

        HeredocSyntax? body = instruction.Heredocs.FirstOrDefault(heredoc => Touches(heredoc.BodySpan, _offset) && heredoc.BodySpan.Length > 0);
        if (body is not null && instruction is not RunSyntax)
            return;
        foreach (FlagSyntax flag in instruction.Flags)
        {
            if (flag.Span.Start < _offset && _offset <= flag.Span.End)
            {
                AddInFlag(instruction, flag);
                return;
            }
        }

        TextSpan token = Before(static c => !char.IsWhiteSpace(c), instruction.KeywordSpan.End);
        int index = instruction.Arguments.Count(argument => argument.Span.End < _offset && argument.Span.End <= token.Start);
        bool isFirst = body is null && index == 0 && instruction.Arguments.All(argument => argument.Span.Start >= token.Start);
        if (isFirst && Text[token.Start..token.End] is "" or "-" or "--")
            AddFlags(instruction, token);
        TextSpan word = Whole(token, static c => !char.IsWhiteSpace(c) && c != '=');
        switch (instruction)
        {
            case FromSyntax:
                AddFrom(index, token, word);
                break;
            case HealthcheckSyntax when index == 0:
                Add("CMD", CompletionItemKind.Keyword, word, "the command that checks");
                Add("NONE", CompletionItemKind.Keyword, word, "no check, not that of the base image either");
                break;
            case CommandSyntax command and not ShellSyntax:
                AddCommands(command);
                break;
            case ShellSyntax when index == 0 && token.Length == 0:
                Add("[\"/bin/bash\", \"-o\", \"pipefail\", \"-c\"]", CompletionItemKind.Value, token, "Bash that fails where a part of a pipe does");
                Add("[\"/bin/ash\", \"-eo\", \"pipefail\", \"-c\"]", CompletionItemKind.Value, token, "the shell of Alpine, likewise");
                Add("[\"powershell\", \"-Command\"]", CompletionItemKind.Value, token, "PowerShell of Windows");
                break;
            case StopsignalSyntax:
                foreach (string signal in (string[])["SIGTERM", "SIGINT", "SIGQUIT", "SIGKILL", "SIGUSR1", "SIGUSR2", "SIGWINCH"])
                    Add(signal, CompletionItemKind.Value, word);
                break;
            case ExposeSyntax when Text[token.Start..token.End].IndexOf('/') is >= 0 and var slash:
                foreach (string protocol in (string[])["tcp", "udp", "sctp"])
                    Add(protocol, CompletionItemKind.Value, TextSpan.Between(token.Start + slash + 1, word.End));
                break;
            case LabelSyntax when !Text[token.Start..token.End].Contains('='):
                foreach (ParameterReference label in ImageLabels.All)
                    Add(label.Label, CompletionItemKind.Property, word, description: label.Description, text: BeforeValue(label.Label + "=", word));
                break;
            case ArgSyntax when !Text[token.Start..token.End].Contains('='):
                AddGlobalArguments(word);
                break;
        }
    }

    /// <summary>Arguments from above the first FROM, and those that builds set.</summary>
    private void AddGlobalArguments(TextSpan word)
    {
        foreach (string name in _model.Preamble.Scope.NamesBefore(int.MaxValue))
        {
            if (_model.Preamble.Scope.Find(name, int.MaxValue) is { } variable)
                Add(name, CompletionItemKind.Variable, word, variable.Origin == VariableOrigin.Platform ? "set by the build" : $"ARG{(variable.Value is { Length: > 0 } value ? $" = {value}" : "")}", sort: (variable.Origin == VariableOrigin.Platform ? "1" : "0") + name);
        }
    }

    private void AddFlags(InstructionSyntax instruction, TextSpan token, FlagSyntax? typed = null)
    {
        if (InstructionReference.Of(instruction.Kind) is not { } reference)
            return;
        foreach (FlagReference flag in reference.Flags)
        {
            FlagType type = FlagSpec.Of(instruction.Kind).First(spec => spec.Name == flag.Name).Type;
            if (type != FlagType.Repeated && instruction.Flag(flag.Name) is { } given && given != typed)
                continue;
            Add(
                $"--{flag.Name}{(type == FlagType.Switch ? "" : "=")}", CompletionItemKind.Property, token, description: flag.Description,
                text: typed?.Value is null ? null : $"--{flag.Name}", sort: "0" + flag.Name);
        }
    }

    private void AddInFlag(InstructionSyntax instruction, FlagSyntax flag)
    {
        if (flag.Value is not { } value || _offset <= flag.NameSpan.End)
        {
            AddFlags(instruction, flag.NameSpan, flag);
            return;
        }

        TextSpan span = TextSpan.Between(flag.NameSpan.End + 1, Math.Max(flag.Span.End, flag.NameSpan.End + 1));
        if (flag.Name == "mount" && instruction is RunSyntax)
        {
            AddInMount(value, span);
            return;
        }

        if (flag.Name == "from" && instruction is CopySyntax)
            AddStages(instruction, span);
        foreach (string known in InstructionReference.Of(instruction.Kind)?.Flag(flag.Name)?.Values ?? [])
            Add(known, CompletionItemKind.Value, span);
    }

    private void AddInMount(string value, TextSpan span)
    {
        string written = Text[span.Start.._offset].ToString();
        int start = span.Start + written.LastIndexOf(',') + 1;
        int end = Text[_offset..span.End].IndexOf(',') is >= 0 and var comma ? _offset + comma : span.End;
        string field = Text[start.._offset].ToString();
        string[] fields = value.Split(',');
        MountType type = fields.FirstOrDefault(static other => other.StartsWith("type=", StringComparison.OrdinalIgnoreCase)) is { } named
            && MountSpec.Types.IndexOf(named["type=".Length..].ToLowerInvariant()) is >= 0 and var known
                ? (MountType)known
                : MountType.Bind;
        int equals = field.IndexOf('=', StringComparison.Ordinal);
        if (equals < 0)
        {
            AddMountKeys(type, fields, TextSpan.Between(start, end));
            return;
        }

        TextSpan place = TextSpan.Between(start + equals + 1, end);
        switch (MountSpec.KeyNames.FirstOrDefault(pair => pair.Key == field[..equals].ToLowerInvariant()) is { Key: not null } pair ? pair.Value : (MountKey?)null)
        {
            case MountKey.Type:
                for (int index = 0; index < MountSpec.Types.Length; index++)
                    Add(MountSpec.Types[index], CompletionItemKind.Value, place, description: InstructionReference.MountTypeOf((MountType)index));
                break;
            case MountKey.Sharing:
                foreach (string sharing in MountSpec.Sharings)
                    Add(sharing, CompletionItemKind.Value, place);
                break;
            case MountKey.From:
                AddStages(InstructionAt()!, place);
                break;
            case MountKey.ReadOnly or MountKey.ReadWrite or MountKey.Required:
                Add("true", CompletionItemKind.Value, place);
                Add("false", CompletionItemKind.Value, place);
                break;
            case MountKey.Target when type == MountType.Cache:
                foreach ((string folder, string user) in s_caches)
                    Add(folder, CompletionItemKind.Value, place, user);
                break;
        }
    }

    private static readonly (string Folder, string User)[] s_caches =
    [
        ("/var/cache/apt", "apt"), ("/var/lib/apt", "apt"), ("/var/cache/dnf", "dnf"), ("/root/.npm", "npm"), ("/usr/local/share/.cache/yarn", "yarn"),
        ("/root/.cache/pip", "pip"), ("/root/.cache/uv", "uv"), ("/go/pkg/mod", "go"), ("/root/.cache/go-build", "go"), ("/usr/local/cargo/registry", "cargo"),
        ("/root/.m2", "mvn"), ("/root/.gradle", "gradle"), ("/root/.nuget/packages", "dotnet"), ("/root/.composer/cache", "composer"),
    ];

    private void AddMountKeys(MountType type, string[] fields, TextSpan span)
    {
        HashSet<MountKey> given = [.. MountSpec.KeyNames.Where(pair => fields.Any(field => field.StartsWith(pair.Key + "=", StringComparison.OrdinalIgnoreCase))).Select(static pair => pair.Value)];
        foreach (KeyReference key in InstructionReference.MountKeys)
        {
            if (!key.IsFor(type) || given.Contains(key.Key))
                continue;
            string name = MountSpec.KeyNames.First(pair => pair.Value == key.Key).Key;
            bool isSwitch = key.Key is MountKey.ReadOnly or MountKey.ReadWrite or MountKey.Required;
            Add(isSwitch ? name : name + "=", CompletionItemKind.Property, span, description: key.Description, sort: $"{(int)key.Key:D2}");
        }
    }

    /// <summary>The stages above, the nearest first.</summary>
    private void AddStages(InstructionSyntax below, TextSpan span)
    {
        Stage[] above = [.. _model.Stages.Where(stage => stage.From!.Extent.Start < below.Extent.Start)];
        // The last one is the own one, but for a FROM, which starts another.
        foreach (Stage stage in below is FromSyntax ? above : above.SkipLast(1))
        {
            if (stage.Name is not null || below is CopySyntax)
                Add(stage.From!.Name?.Text ?? $"{stage.Index}", CompletionItemKind.Module, span, $"stage {stage.Index} from {stage.BaseName?.Value}", stage.Description, sort: $"0{9999 - stage.Index:D4}");
        }
    }

    private void AddFrom(int index, TextSpan token, TextSpan word)
    {
        if (index == 1)
        {
            Add("AS", CompletionItemKind.Keyword, word, "name the stage", text: "AS" + BlankAfter(word));
            return;
        }

        if (index > 1 || InstructionAt() is not { } from)
            return;
        string written = Text[token.Start..token.End].ToString();
        int colon = written.LastIndexOf(':');
        if (colon > written.LastIndexOf('/') && ImageReference.Parse(written[..colon]).Reference is { } image)
        {
            Tags = (image, TextSpan.Between(token.Start + colon + 1, EndOf(static c => IsOfName(c) || c is '.' or '-')));
            return;
        }

        if (from.Arguments is [{ } first, ..] && Touches(first.Span, _offset))
            word = first.Span;
        AddStages(from, word);
        Add("scratch", CompletionItemKind.Reference, word, "nothing at all", sort: "2");
        foreach (LockedImage pin in _document.Pins.Values.OrderBy(static pin => pin.Reference.Tagged, StringComparer.Ordinal))
            Add(pin.Reference.Tagged, CompletionItemKind.Reference, word, LockFile.Name, sort: $"1{pin.Reference.Tagged}");
    }

    /// <summary>What programs take: what they are told to do, and their options.</summary>
    private void AddCommands(CommandSyntax command)
    {
        if (command.Form == ArgumentForm.Json)
            return;
        ShellSimpleCommandSyntax? at = command.Script?.Commands.LastOrDefault(simple => simple.Name is { } name && name.Span.Start <= _offset && IsOnSameCommand(simple));
        TextSpan token = Before(static c => !char.IsWhiteSpace(c) && c is not ('|' or '&' or ';' or '(' or '`'), command.KeywordSpan.End);
        TextSpan word = Whole(token, static c => !char.IsWhiteSpace(c) && c is not ('|' or '&' or ';' or '(' or ')' or '`' or '<' or '>' or '"' or '\'' or '='));
        if (at is null || Touches(at.Name!.Span, _offset))
        {
            foreach (string program in ProgramReference.AllNames)
                Add(program, CompletionItemKind.Function, word);
            return;
        }

        string called = at.Name!.Literal is { } path ? path[(path.LastIndexOf('/') + 1)..] : "";
        if (ProgramReference.Find(called) is not { } reference)
            return;
        string[] before = [.. at.Arguments.Where(argument => argument.Span.End < _offset).Select(static argument => argument.StaticText)];
        VerbReference? verb = reference.Verbs.FirstOrDefault(verb => verb.Name.Length == 0 || before.Contains(verb.Name));
        if (verb is null)
        {
            foreach (VerbReference known in reference.Verbs)
                Add(known.Name, CompletionItemKind.Function, word, called);
            return;
        }

        foreach (OptionReference option in verb.Options)
        {
            if (!before.Contains(option.Name) && !before.Any(given => option.Name.EndsWith('=') && given.StartsWith(option.Name, StringComparison.Ordinal)))
                Add(option.Name, CompletionItemKind.Property, word, $"{called} {verb.Name}".TrimEnd(), option.Description, text: BeforeValue(option.Name, word));
        }
    }

    /// <summary>Whether nothing but blanks, continued lines and comments among these lies between the end of a command and the place.</summary>
    private bool IsOnSameCommand(ShellSimpleCommandSyntax command)
    {
        if (command.Span.End >= _offset)
            return true;
        bool isContinued = false;
        for (int at = command.Span.End; at < _offset; at++)
        {
            if (Text[at] == _model.Syntax.Escape)
                isContinued = true;
            else if (Text[at] == '#' && _model.Syntax.CommentFrom(at) is { } comment && comment.Span.Start == at)
                at = comment.Span.End - 1;
            else if ((Text[at] == '\n' && !isContinued) || !char.IsWhiteSpace(Text[at]))
                return false;
        }

        return true;
    }
}
