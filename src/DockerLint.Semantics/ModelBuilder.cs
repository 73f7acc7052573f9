using System.Globalization;
using System.Collections.Immutable;
using DockerLint.References;
using DockerLint.Semantics.Conversion;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Grammar;
using DockerLint.Syntax.Tree;

namespace DockerLint.Semantics;

/// <summary>
/// Goes through a file as BuildKit does when it makes a build of it: global arguments, the stages and what they
/// start from, what they take from each other, then every instruction of every stage.
/// </summary>
internal sealed class ModelBuilder
{
    /// <summary>The environment of a stage about whose image nothing is known.</summary>
    private static readonly string[] s_marksOfWindows = ["windowsservercore", "nanoserver", "microsoft.com/windows", "microsoft/windows"];

    private static readonly ImmutableDictionary<string, Variable> s_noImage = Scope.Nothing.Add(
        "PATH",
        new Variable("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin", VariableOrigin.BaseImage));

    /// <summary>Of all expanded values together: variables that hold each other twice grow without end.</summary>
    private const int MostCharacters = 1 << 24;

    private readonly DockerfileSyntax _syntax;
    private readonly BuildOptions _options;
    private readonly Stage _preamble;
    private readonly ImmutableArray<Stage> _stages;
    private readonly Dictionary<string, Stage> _byName = new(StringComparer.Ordinal);
    private readonly ImmutableArray<ImageUse>.Builder _images = ImmutableArray.CreateBuilder<ImageUse>();
    private readonly ImmutableArray<ExpandedText>.Builder _expanded = ImmutableArray.CreateBuilder<ExpandedText>();
    private readonly Dictionary<SyntaxNode, Expansion> _expansions = new(ReferenceEqualityComparer.Instance);
    private readonly List<SyntaxError> _errors = [];
    private readonly HashSet<TextSpan> _imagesOfTriggers = [];

    /// <summary>The shell that a comment above the first FROM names for all stages.</summary>
    private readonly string? _defaultShell;
    private FromSyntax? _runsTriggers;

    /// <summary>The stage whose instructions are read; before that what stands above the first FROM.</summary>
    private Stage _stageRead;

    private int _charactersLeft = MostCharacters;

    public ModelBuilder(DockerfileSyntax syntax, BuildOptions options)
    {
        _syntax = syntax;
        _options = options;
        (_preamble, _stages) = Split(syntax.Instructions);
        _stageRead = _preamble;
        if (_stages is [{ From: { } first }, ..])
            _defaultShell = ShellComment.In(syntax.Comments.TakeWhile(comment => comment.Span.Start < first.Span.Start));
    }

    /// <summary>
    /// Whether the file is read by the front end that BuildKit has built in or by a release of it, not by one with
    /// experimental features.
    /// </summary>
    public bool HasReleasedFrontend { get; private set; } = true;

    public DockerfileModel Build()
    {
        ReadFrontend();
        CheckOptions checks = ReadCheckOptions();
        ReadPreamble();
        foreach (Stage stage in _stages)
            ReadFrom(stage);
        RefuseInvalidSourceDate();
        Stage? target = FindTarget();
        ReadPreambleLinks();
        foreach (Stage stage in _stages)
            new StageLinks(this, stage).Read();
        new StageOrder(this, _stages).Check();
        foreach (Stage stage in _stages)
            stage.Announce();
        for (Stage? part = target ?? _stages.LastOrDefault(); part is not null; part = part.Parent)
            part.IsShipped = true;
        MarkBuilt(target);
        foreach (ImageUse image in _images)
            RefuseInvalid(image);
        foreach (Stage stage in _stages)
            ReadInstructions(stage);
        return new DockerfileModel(
            _syntax,
            _options,
            checks,
            _preamble,
            _stages,
            [.. _images.OrderBy(static image => image.Span)],
            _expanded.DrainToImmutable(),
            _expansions,
            OrderedErrors());
    }

    /// <summary>The stage of that name, in any case; the last where there are several.</summary>
    public Stage? FindStage(string name) => _byName.GetValueOrDefault(name.ToLowerInvariant());

    /// <summary>The stage of that number.</summary>
    public Stage? FindStage(int index) => index >= 0 && index < _stages.Length ? _stages[index] : null;

    /// <summary>Whether the values of the file are too much together; no more are looked at.</summary>
    public bool IsExhausted => _charactersLeft < 0;

    /// <summary>Says that BuildKit refuses the file for this.</summary>
    /// <param name="span">What is wrong.</param>
    /// <param name="message">A lower-case clause: what is wrong; what to do.</param>
    /// <param name="phase">When BuildKit does.</param>
    /// <param name="expansion">The text that is wrong, where variables in it may be why.</param>
    public void Refuse(
        TextSpan span, string message, BuildPhase phase = BuildPhase.Convert, Expansion? expansion = null) =>
        _errors.Add(new SyntaxError(
            _runsTriggers is null ? phase : BuildPhase.Convert, _runsTriggers?.Span ?? span, message)
        {
            NeedsArgument = expansion is not null
                && expansion.Uses.Any(use => use.Variable is { Value: null } || (use.Variable is null && _stageRead.HasUnknownVariables)),
        });

    /// <summary>Notes an image that the file names.</summary>
    public ImageUse AddImage(ImageUse image)
    {
        // A trigger runs in every stage that starts from its own, and names its image once.
        if (_runsTriggers is null || _imagesOfTriggers.Add(image.Span))
            _images.Add(image);
        return image;
    }

    /// <summary>
    /// Reads what ONBUILD put off until a stage starts from its own: it stands before the first instruction, and
    /// whatever is wrong with it is said of FROM.
    /// </summary>
    /// <param name="stage">The stage that runs them.</param>
    /// <param name="read">Takes each trigger and its number, up to -1.</param>
    public void ForTriggers(Stage stage, Action<InstructionSyntax, int> read)
    {
        if (stage.Parent is not { Triggers: { IsEmpty: false } triggers })
            return;
        _runsTriggers = stage.From;
        for (int index = 0; index < triggers.Length; index++)
            read(triggers[index], index - triggers.Length);
        _runsTriggers = null;
    }

    /// <summary>Expands a word, notes what became of it and refuses it where it cannot be expanded.</summary>
    /// <returns>The value; null where it was refused.</returns>
    public string? Expand(Stage? stage, InstructionSyntax instruction, WordSyntax word, Expander.Lookup lookup)
    {
        if (IsPlain(word.Text))
            return word.Text;
        return Note(stage, instruction, word, Expander.Expand(word, lookup), word.SpanOf);
    }

    /// <inheritdoc cref="Expand(Stage?, InstructionSyntax, WordSyntax, Expander.Lookup)"/>
    public string? Expand(Stage? stage, InstructionSyntax instruction, FlagSyntax flag, Expander.Lookup lookup)
    {
        if (flag.Value is null || IsPlain(flag.Value))
            return flag.Value;
        Expansion expansion = Expander.Expand(flag.Value, _syntax.Escape, lookup);
        return expansion.IsLiteral ? flag.Value : Note(stage, instruction, flag, expansion, flag.SpanOf);
    }

    /// <summary>Whether expansion leaves a text as it is: it holds no variable, quote or escape.</summary>
    public bool IsPlain(string text) => text.AsSpan().IndexOfAny(['$', '\'', '"', _syntax.Escape]) < 0;

    /// <summary>Notes how a text of an instruction was expanded, and refuses it where it could not be.</summary>
    public string? Note(
        Stage? stage, InstructionSyntax instruction, SyntaxNode? node, Expansion expansion, Func<TextSpan, TextSpan> toSource)
    {
        if (IsExhausted)
            return null;
        _charactersLeft -= expansion.Value.Length;
        if (IsExhausted)
        {
            Refuse(node?.Span ?? instruction.KeywordSpan, "the variables of this file make more text than a build can hold; shorten them");
            return null;
        }

        if (node is not null)
            _expansions[node] = expansion;
        if (_runsTriggers is null)
            _expanded.Add(new ExpandedText(stage?.From is null ? null : stage, instruction, expansion, toSource));
        if (expansion.Error is not { } error)
            return expansion.Value;
        Refuse(toSource(error.Span), error.Message, expansion: expansion);
        return null;
    }

    private static (Stage Preamble, ImmutableArray<Stage> Stages) Split(ImmutableArray<InstructionSyntax> instructions)
    {
        ImmutableArray<Stage>.Builder stages = ImmutableArray.CreateBuilder<Stage>();
        ImmutableArray<InstructionSyntax>.Builder body = ImmutableArray.CreateBuilder<InstructionSyntax>();
        Stage? preamble = null;
        FromSyntax? from = null;
        void End()
        {
            if (from is null)
                preamble = new Stage(-1, null, body.ToImmutable());
            else
                stages.Add(new Stage(stages.Count, from, body.ToImmutable()));
            body.Clear();
        }

        foreach (InstructionSyntax instruction in instructions)
        {
            if (instruction is FromSyntax next)
            {
                End();
                from = next;
            }
            else
            {
                body.Add(instruction);
            }
        }

        End();
        return (preamble!, stages.DrainToImmutable());
    }

    private void ReadFrontend()
    {
        if (_syntax.Directive("syntax") is not { } directive)
            return;
        string text = directive.Value.Split(' ')[0];
        ImageUse image = AddImage(new ImageUse(
            text, directive.ValueSpan with { Length = text.Length }, ImageUseKind.Frontend, ImageReference.Parse(text)));
        HasReleasedFrontend = image.Reference is { } reference
            && reference.ToFamiliarString().StartsWith("docker/dockerfile", StringComparison.Ordinal)
            && (reference.Tag ?? (reference.Digest is null ? "latest" : null)) is { } tag
            && !tag.Contains("labs", StringComparison.Ordinal);
    }

    /// <summary>The options of <c># check=</c>, which end at the first space.</summary>
    private CheckOptions ReadCheckOptions()
    {
        if (_syntax.Directive("check") is not { } directive)
            return CheckOptions.None;
        if (CheckOptions.TryParse(directive.Value.Split(' ')[0], out CheckOptions? options, out ValueError? error))
            return options;
        Refuse(error.Span.Shift(directive.ValueSpan.Start), error.Message);
        return CheckOptions.None;
    }

    /// <summary>Global ARGs; everything else must not stand before FROM, and is read so that rules see what it means.</summary>
    private void ReadPreamble()
    {
        _preamble.Scope = new Scope(Platforms.Arguments(_options, _stages));
        var reader = new InstructionReader(this, _preamble);
        ImmutableArray<StageState>.Builder states = ImmutableArray.CreateBuilder<StageState>();
        states.Add(new StageState());
        for (int index = 0; index < _preamble.Instructions.Length; index++)
        {
            InstructionSyntax instruction = _preamble.Instructions[index];
            StageState after = states[^1];
            if (instruction is ArgSyntax arg)
            {
                foreach (KeyValueSyntax pair in arg.Pairs)
                    _preamble.Scope.Set(Declare(null, arg, pair, name => _preamble.Scope.Find(name, int.MaxValue), null), index);
            }
            else if (instruction is not InvalidInstructionSyntax)
            {
                Refuse(
                    instruction.KeywordSpan,
                    $"{InstructionKeywords.NameOf(instruction.Kind)} stands before the first FROM; only ARG may",
                    BuildPhase.Instruction);
                int refused = _errors.Count;
                after = reader.Read(instruction, index, after);
                // That it stands here is all that is wrong with it for now.
                _errors.RemoveRange(refused, _errors.Count - refused);
            }

            states.Add(after);
        }

        _preamble.States = states.DrainToImmutable();
        if (_stages.IsEmpty && !_syntax.Instructions.IsEmpty)
            Refuse(_syntax.Instructions[0].KeywordSpan, "there is no FROM in this file; start a stage with FROM");
    }

    private void ReadPreambleLinks()
    {
        int refused = _errors.Count;
        new StageLinks(this, _preamble).Read();
        _errors.RemoveRange(refused, _errors.Count - refused);
    }

    /// <summary>
    /// SOURCE_DATE_EPOCH is a number of seconds, <c>context</c> or the name of a stage that only fetches what has the date.
    /// </summary>
    private void RefuseInvalidSourceDate()
    {
        if (FindGlobal("SOURCE_DATE_EPOCH") is not { Value: { Length: > 0 } value, Declaration: { } declaration }
            || value == "context"
            || long.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _))
        {
            return;
        }

        if (FindStage(value) is not { } stage)
            Refuse(declaration.Span, $"SOURCE_DATE_EPOCH is a number of seconds, 'context' or a stage, not '{value}'");
        else if (!stage.IsFromScratch
            || stage.Instructions.Any(static instruction => instruction is not (ArgSyntax or AddSyntax))
            || stage.Instructions.Count(static instruction => instruction is AddSyntax) != 1)
        {
            Refuse(
                stage.From!.Span,
                $"stage '{stage.DisplayName}' gives SOURCE_DATE_EPOCH, so it must start FROM scratch and hold one ADD and nothing else but ARG");
        }
    }

    /// <summary>The variable that an ARG declares.</summary>
    /// <param name="stage">The stage; null before the first FROM.</param>
    /// <param name="arg">The instruction.</param>
    /// <param name="pair">The name and the default.</param>
    /// <param name="lookup">The variables that the default may use.</param>
    /// <param name="global">The global ARG of that name, whose value it takes over where it has none of its own.</param>
    public Variable Declare(Stage? stage, ArgSyntax arg, KeyValueSyntax pair, Expander.Lookup lookup, Variable? global)
    {
        string name = pair.Name.Text;
        if (_options.BuildArguments.TryGetValue(name, out string? given))
            return new Variable(name, given, VariableOrigin.BuildArgument, pair);
        if (pair.Value is { } value)
            return new Variable(name, Expand(stage, arg, value, lookup), VariableOrigin.ArgDefault, pair, ExpansionOf(value));
        if (global?.Value is not null)
            return global;
        // A name alone takes nothing away.
        return lookup(name) is { Value: not null } earlier
            ? earlier
            : new Variable(name, null, VariableOrigin.ArgWithoutValue, pair);
    }

    /// <summary>How a word was expanded; null where nothing in it is replaced.</summary>
    public Expansion? ExpansionOf(SyntaxNode node) => _expansions.GetValueOrDefault(node);

    /// <summary>The global ARG or platform argument of that name.</summary>
    public Variable? FindGlobal(string name) => _preamble.Scope.Find(name, int.MaxValue);

    private void ReadFrom(Stage stage)
    {
        FromSyntax from = stage.From!;
        if (from.Image is { } image && Expand(null, from, image, FindGlobal) is { } name)
        {
            stage.BaseName = ExpansionOf(image) ?? new Expansion(name, name, [], null);
            if (name.Length == 0)
            {
                Refuse(image.Span, $"the base image '{image.Text}' is empty; give its ARG a default or pass it with --build-arg", expansion: stage.BaseName);
            }
            else if (_byName.TryGetValue(name, out Stage? earlier))
            {
                stage.Parent = earlier;
                stage.Root = earlier.Root;
            }
            else if (name == "scratch")
            {
                stage.IsFromScratch = true;
            }
            else
            {
                stage.BaseImage = AddImage(new ImageUse(
                    name, image.Span, ImageUseKind.Base, ImageReference.Parse(name), ExpansionOf(image), from));
            }
        }

        if (from.Platform is { Value: { } written } platform && Expand(null, from, platform, FindGlobal) is { } value)
        {
            if (value.Length == 0)
                Refuse(platform.ValueSpan, $"the platform '{written}' is empty; give it a value such as linux/amd64", expansion: ExpansionOf(platform));
            else if (!Platform.TryParse(value, out _, out ValueError? error))
                Refuse(platform.ValueSpan, error.Message, expansion: ExpansionOf(platform));
            stage.Platform = value;
        }

        if (stage.Name is { } own)
            _byName[own] = stage;
    }

    private Stage? FindTarget()
    {
        if (_options.Target is not { } name)
            return _stages.IsEmpty ? null : _stages[^1];
        if (FindStage(name) is { } stage)
            return stage;
        Refuse(
            _stages.IsEmpty ? default : _stages[^1].From!.KeywordSpan,
            $"there is no stage '{name}' to build; name one that a FROM … AS gives");
        return null;
    }

    private static void MarkBuilt(Stage? target)
    {
        if (target is null)
            return;
        target.IsTarget = true;
        var open = new Stack<Stage>([target]);
        while (open.TryPop(out Stage? stage))
        {
            if (stage.IsBuilt)
                continue;
            stage.IsBuilt = true;
            if (stage.Parent is { } parent)
                open.Push(parent);
            foreach (StageUse use in stage.Uses)
                open.Push(use.Stage);
        }
    }

    private void RefuseInvalid(ImageUse image)
    {
        if (image.Kind != ImageUseKind.Frontend && image.Result.Error is { } error)
            Refuse(image.SpanOf(error.Span), error.Message, expansion: image.Expansion);
    }

    private void ReadInstructions(Stage stage)
    {
        _stageRead = stage;
        SetVariables(stage);
        var reader = new InstructionReader(this, stage);
        StageState state = stage.Parent is { } parent ? parent.End : new StageState(NamedShell: _defaultShell, IsWindows: IsWindows(stage));
        ForTriggers(stage, (trigger, index) =>
        {
            if (IsReadable(trigger))
                state = reader.Read(trigger, index, state);
        });
        ImmutableArray<StageState>.Builder states = ImmutableArray.CreateBuilder<StageState>(stage.Instructions.Length + 1);
        states.Add(state);
        for (int index = 0; index < stage.Instructions.Length; index++)
        {
            if (ShellComment.In(stage.Instructions[index].CommentsAbove) is { } shell)
                states[^1] = state = state with { NamedShell = shell };
            state = reader.Read(stage.Instructions[index], index, state);
            states.Add(state);
        }

        stage.States = states.DrainToImmutable();
    }

    /// <summary>
    /// By the platform that is named, by what the image is called, or by the escape character, which nobody sets to
    /// <c>`</c> but for the paths of Windows.
    /// </summary>
    private bool IsWindows(Stage stage) =>
        stage.Platform?.StartsWith("windows", StringComparison.OrdinalIgnoreCase) == true
        || _syntax.Escape == '`'
        || s_marksOfWindows.Any(mark => stage.BaseName?.Value.Contains(mark, StringComparison.OrdinalIgnoreCase) == true);

    /// <summary>Gives a stage the variables that hold before its first instruction.</summary>
    private void SetVariables(Stage stage)
    {
        if (stage.Parent is { } parent)
        {
            stage.Scope = new Scope(parent.Scope.End);
            stage.HasUnknownVariables = parent.HasUnknownVariables;
            return;
        }

        BaseImage? known = stage.BaseImage?.Reference is { } reference ? _options.BaseImages.GetValueOrDefault(reference.ToResolvedString()) : null;
        stage.HasUnknownVariables = known is null && !stage.IsFromScratch;
        stage.Scope = known is null
            ? new Scope(s_noImage)
            : new Scope(s_noImage.SetItems(known.Environment.Select(static entry =>
                KeyValuePair.Create(entry.Key, new Variable(entry.Key, entry.Value, VariableOrigin.BaseImage)))));
    }

    /// <summary>The flags and arguments of a trigger are read only when it runs.</summary>
    private bool IsReadable(InstructionSyntax trigger)
    {
        ImmutableArray<SyntaxError>.Builder errors = ImmutableArray.CreateBuilder<SyntaxError>();
        InstructionGrammar.Of(trigger.Kind).Check(trigger, new InstructionErrors(errors, BuildPhase.Convert));
        foreach (SyntaxError error in errors)
            Refuse(error.Span, error.Message);
        return errors.Count == 0;
    }

    private ImmutableArray<SyntaxError> OrderedErrors()
    {
        if (_errors.Count == 0)
            return _syntax.Errors;
        ImmutableArray<SyntaxError>.Builder all = ImmutableArray.CreateBuilder<SyntaxError>();
        foreach (BuildPhase phase in (ReadOnlySpan<BuildPhase>)[BuildPhase.Parse, BuildPhase.Instruction])
        {
            all.AddRange(_syntax.Errors.Concat(_errors)
                .Where(error => error.Phase == phase).OrderBy(static error => error.Span));
        }

        // BuildKit goes through a file several times when it converts it: first met is first.
        all.AddRange(_syntax.Errors.Concat(_errors).Where(static error => error.Phase == BuildPhase.Convert));
        return all.DrainToImmutable();
    }
}
