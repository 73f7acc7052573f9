using DockerLint.Semantics;
using DockerLint.Semantics.Values;
using DockerLint.Syntax.Tree;

namespace DockerLint.Analysis.Rules;

/// <summary>The ports of EXPOSE.</summary>
internal static class Ports
{
    /// <summary>Each port that can be read, with the word that it stands in and its text after expansion.</summary>
    public static IEnumerable<(WordSyntax Word, string Text, PortSpec Port)> Of(ExposeSyntax expose, DockerfileModel model)
    {
        foreach (WordSyntax word in expose.Arguments)
        {
            foreach (string text in model.ValueOf(word).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                if (PortSpec.TryParse(text, out PortSpec? port, out _))
                    yield return (word, text, port);
            }
        }
    }
}
