namespace DockerLint.LanguageServer.Names;

/// <summary>What a name of a Dockerfile stands for. Two are equal where they are the same thing of the same file.</summary>
/// <param name="Name">The name.</param>
internal abstract record Symbol(string Name);

/// <summary>A stage.</summary>
/// <param name="Name">Its name in lower case, as names are compared; its number where it has none.</param>
/// <param name="Index">Its number.</param>
internal sealed record StageSymbol(string Name, int Index) : Symbol(Name);

/// <summary>A build argument: all ARGs of that name in a file, since a build gives them their value together.</summary>
/// <param name="Name">The name.</param>
internal sealed record ArgSymbol(string Name) : Symbol(Name);

/// <summary>A variable of the environment: all ENVs of that name in a stage and in those that it starts from.</summary>
/// <param name="Name">The name.</param>
/// <param name="First">Where the first of them stands, by which they are told from those of other stages.</param>
internal sealed record EnvSymbol(string Name, int First) : Symbol(Name);

/// <summary>How a name is used.</summary>
internal enum OccurrenceKind
{
    /// <summary>It is looked up.</summary>
    Read,

    /// <summary>A shell script sets it.</summary>
    Write,

    /// <summary>It is declared.</summary>
    Declaration,
}

/// <summary>A place where a name is used.</summary>
/// <param name="Symbol">What it stands for.</param>
/// <param name="Span">Where.</param>
/// <param name="Kind">How.</param>
/// <param name="IsWritten">Whether the name is what stands there, so that another name can take its place.</param>
internal readonly record struct Occurrence(Symbol Symbol, TextSpan Span, OccurrenceKind Kind, bool IsWritten);
