using System.Collections.Immutable;

namespace DockerLint.Semantics.Conversion;

/// <summary>
/// Files come from earlier stages only. A circle is refused where it closes when one follows the stages from the
/// first, as BuildKit does; any other use of a later stage, where it stands.
/// </summary>
internal sealed class StageOrder(ModelBuilder builder, ImmutableArray<Stage> stages)
{
    private readonly Progress[] _progress = new Progress[stages.Length];
    private readonly HashSet<StageUse> _closing = new(ReferenceEqualityComparer.Instance);

    private enum Progress : byte
    {
        Unseen,
        OnPath,
        Done,
    }

    /// <summary>Refuses what goes the wrong way.</summary>
    public void Check()
    {
        if (!stages.Any(static stage => stage.Uses.Any(use => IsForward(stage, use))))
            return;
        foreach (Stage stage in stages)
            FindCircles(stage);
        foreach (Stage stage in stages)
        {
            foreach (StageUse use in stage.Uses)
            {
                if (IsForward(stage, use) && !_closing.Contains(use))
                    builder.Refuse(SpanOf(stage, use), $"stage '{use.Stage.DisplayName}' comes later than this line; move it above stage '{stage.DisplayName}'");
            }
        }
    }

    private static bool IsForward(Stage stage, StageUse use) => use.Stage.Index >= stage.Index;

    /// <summary>What a trigger uses is the matter of the FROM that runs it; triggers stand before it.</summary>
    private static TextSpan SpanOf(Stage stage, StageUse use) =>
        use.Span.Start < stage.From!.Span.Start ? stage.From.Span : use.Span;

    private void FindCircles(Stage first)
    {
        var path = new Stack<(Stage Stage, int Next)>();
        void Enter(Stage stage)
        {
            if (_progress[stage.Index] != Progress.Unseen)
                return;
            _progress[stage.Index] = Progress.OnPath;
            path.Push((stage, 0));
        }

        Enter(first);
        while (path.TryPop(out (Stage Stage, int Next) at))
        {
            if (at.Next == at.Stage.Uses.Length)
            {
                _progress[at.Stage.Index] = Progress.Done;
                continue;
            }

            StageUse use = at.Stage.Uses[at.Next];
            path.Push(at with { Next = at.Next + 1 });
            if (_progress[use.Stage.Index] == Progress.OnPath && _closing.Add(use))
                builder.Refuse(SpanOf(at.Stage, use), $"stage '{use.Stage.DisplayName}' needs itself; copy from an earlier stage");
            else
                Enter(use.Stage);
        }
    }
}
