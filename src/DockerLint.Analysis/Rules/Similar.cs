using DockerLint.Lexing;
using DockerLint.Semantics;

namespace DockerLint.Analysis.Rules;

/// <summary>Advice on names that were probably mistyped.</summary>
internal static class Similar
{
    /// <summary>No file that a person writes has more variables; comparing each name with all of them would take long.</summary>
    private const int MostNames = 250;

    /// <summary><c>did you mean NAME?</c> where a variable is called nearly so; else what else to do.</summary>
    public static string Advice(string name, Scope scope, int before, string otherwise) =>
        Advice(name, scope.NamesBefore(before).Take(MostNames), otherwise);

    /// <summary><c>did you mean NAME?</c> where a known name is nearly so; else what else to do.</summary>
    public static string Advice(string name, IEnumerable<string> known, string otherwise) =>
        Suggestion.Nearest(name, known) is { } nearest ? $"did you mean '{nearest}'?" : otherwise;
}
