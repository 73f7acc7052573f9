using System.Collections.Immutable;
using DockerLint.Analysis.Commands;
using DockerLint.Analysis.Edits;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>
/// <c>--no-cache-dir</c>, PIP_NO_CACHE_DIR set by ENV, ARG or the RUN before pip is run, a mount over pip's cache, or its
/// removal by the same RUN. hadolint asks for a true value of the variable, which pip does not, and looks for no removal.
/// pipx and pipenv have caches of their own.
/// </summary>
internal sealed class PipCacheKept() : Rule(
    new("DL3042", "PipCacheKept", Severity.Warning, Category.Efficiency, Profiles.Recommended | Profiles.Hadolint, "An install by pip keeps what it downloads in a layer.") { VisitsOnbuild = true, Fix = FixSafety.Unsafe }, PackageManager.Pip.Programs),
    IVisit<RunSyntax>
{
    private const string Variable = "PIP_NO_CACHE_DIR";
    private static readonly string[] s_true = ["1", "true", "on", "yes", "y", "t"];

    public void Visit(RunSyntax run, RuleContext context)
    {
        bool isOff = IsTrue(context.Stage.Scope.Find(Variable, context.Index)?.Value);
        ImmutableArray<Invocation> commands = context.ProgramsOf(run);
        Dictionary<(PackageManager, string, string), int> emptied = [];
        for (int index = 0; index < commands.Length; index++)
        {
            Invocation command = commands[index];
            if (command.Sets(Variable) is { } value)
                isOff = IsTrue(value);
            if (isOff || !Invocation.IsPip(command.Program) || command.Verb != "install" || command.Has("no-cache-dir"))
                continue;
            var cache = new PackageCache(PackageManager.Pip, commands, index, context);
            if (!cache.Folders.Any(folder => CacheFolder.IsMounted(folder, run, context)))
                context.Report(command.Operands[0].Span, "what pip downloads stays in this layer; add --no-cache-dir", fix: CommandEdits.AddOption(command, "--no-cache-dir"), isForPeers: cache.IsOff || cache.IsEmptiedLater(emptied));
        }
    }

    private static bool IsTrue(string? value) => s_true.Contains(value?.ToLowerInvariant());
}
