using DockerLint.Hosts.Texts;

namespace DockerLint.Hosts.Devcontainer;

/// <summary>
/// The variables of devcontainer.json: <c>${localEnv:NAME}</c>, with a default after another colon, and others that are
/// known only where the container is made (https://containers.dev/implementors/json_reference/#variables-in-devcontainerjson).
/// </summary>
internal static class DevcontainerVariables
{
    private static readonly VariableGrammar s_grammar = new(Measure);

    /// <summary>A text, its variables replaced.</summary>
    /// <param name="text">The text.</param>
    /// <param name="variables">The values of variables of the environment; null where they have none.</param>
    public static FilledText Fill(string text, Func<string, string?> variables) =>
        s_grammar.Fill(text, variable => ValueOf(variable.Split(':', 3), variables));

    private static string? ValueOf(string[] variable, Func<string, string?> variables) => variable switch
    {
        ["localEnv" or "env", var name, .. var rest] => variables(name) ?? (rest is [var initial] ? initial : null),
        _ => null,
    };

    /// <summary>The length of the variable at the start; 0 where it is none, or not closed nearby.</summary>
    private static int Measure(ReadOnlySpan<char> rest) =>
        rest is ['$', '{', ..] ? rest[..Math.Min(rest.Length, VariableGrammar.LongestVariable)].IndexOf('}') + 1 : 0;
}
