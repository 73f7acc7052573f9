namespace DockerLint.Analysis.Rules.Shell;

/// <summary>What is known of a value; of two that are possible, or joined to one, the greater holds.</summary>
internal enum ValueShape
{
    /// <summary>Nothing: unquoted, it is no word at all.</summary>
    Empty,

    /// <summary>One word without blanks and patterns.</summary>
    Word,

    /// <summary>What an ARG or ENV gives.</summary>
    Declared,

    /// <summary>Anything.</summary>
    Any,

    /// <summary>Several words, by what the script says.</summary>
    List,
}

/// <summary>How two shapes make one.</summary>
internal static class ValueShapes
{
    /// <summary>Of two values that are possible, or of two parts of one.</summary>
    public static ValueShape Or(this ValueShape shape, ValueShape other) => shape > other ? shape : other;

    /// <summary>The one that is more of a risk unquoted: nothing is worse than a word.</summary>
    public static ValueShape Worse(this ValueShape shape, ValueShape other) =>
        other is ValueShape.Word || (shape != ValueShape.Word && shape > other) ? shape : other;
}
