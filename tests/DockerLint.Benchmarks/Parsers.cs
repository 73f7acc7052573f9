using DockerLint.Syntax.Tree;

namespace DockerLint.Benchmarks;

/// <summary>What is measured; each gives a number, so that nothing is optimised away.</summary>
internal static class Parsers
{
    /// <summary>The least that reading a text costs: its lines, found and trimmed.</summary>
    public static int Lines(string text)
    {
        int sum = 0;
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
            sum += line.Trim().Length;
        return sum;
    }

    /// <summary>The tree, its words not yet taken apart.</summary>
    public static int Tree(string text)
    {
        var file = DockerfileSyntax.Parse(text);
        return file.Instructions.Length + file.Errors.Length;
    }

    /// <summary>The tree and the parts of every word, as rules that look at variables need them.</summary>
    public static int TreeAndWords(string text)
    {
        int sum = 0;
        foreach (InstructionSyntax instruction in DockerfileSyntax.Parse(text).Instructions)
        {
            foreach (WordSyntax word in instruction.Arguments)
                sum += word.Parts.Length;
        }

        return sum;
    }

    /// <summary>All that the grammars can read: the tree, the parts of every word, the scripts.</summary>
    public static int Everything(string text)
    {
        int sum = 0;
        foreach (InstructionSyntax instruction in DockerfileSyntax.Parse(text).Instructions)
        {
            foreach (WordSyntax word in instruction.Arguments)
                sum += word.Parts.Length;
            if (instruction is CommandSyntax { Script: { } script })
                sum += script.Statements.Length;
        }

        return sum;
    }

    /// <summary>The tree and all tokens.</summary>
    public static int Tokens(string text) => SyntaxToken.Of(DockerfileSyntax.Parse(text)).Count();
}
