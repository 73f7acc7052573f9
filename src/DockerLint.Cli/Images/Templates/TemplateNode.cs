using System.Collections.Immutable;

namespace DockerLint.Cli.Images.Templates;

/// <summary>A part of a template.</summary>
internal abstract record TemplateNode;

/// <summary>A text that stands as it is.</summary>
/// <param name="Text">The text.</param>
internal sealed record TextNode(string Text) : TemplateNode;

/// <summary>A value that is printed.</summary>
/// <param name="Value">What it comes to.</param>
internal sealed record PrintNode(Pipeline Value) : TemplateNode;

/// <summary>What depends on a value: <c>if</c>, <c>with</c>, <c>range</c>.</summary>
/// <param name="Action">Which of them.</param>
/// <param name="Value">The value.</param>
/// <param name="Body">What is filled in where it is not empty; for <c>range</c>, for each of its items.</param>
/// <param name="Else">What is filled in where it is empty.</param>
internal sealed record BlockNode(TemplateAction Action, Pipeline Value, ImmutableArray<TemplateNode> Body, ImmutableArray<TemplateNode> Else) : TemplateNode;

/// <summary>What <c>{{…}}</c> does.</summary>
internal enum TemplateAction
{
    /// <summary>Nothing: it is a comment.</summary>
    Comment,

    /// <summary>Prints a value.</summary>
    Print,

    /// <summary><c>if</c>.</summary>
    If,

    /// <summary><c>with</c>.</summary>
    With,

    /// <summary><c>range</c>.</summary>
    Range,

    /// <summary><c>else</c>, alone or with another <c>if</c> or <c>with</c>.</summary>
    Else,

    /// <summary><c>end</c>.</summary>
    End,
}

/// <summary>Calls, of which each takes what the one before it has given as its last argument.</summary>
/// <param name="Variables">The variables that are set to what it gives, without <c>$</c>.</param>
/// <param name="AreNew">Whether they are declared with that (<c>:=</c>).</param>
/// <param name="Calls">The calls.</param>
internal sealed record Pipeline(ImmutableArray<string> Variables, bool AreNew, ImmutableArray<ImmutableArray<Operand>> Calls);

/// <summary>A value, or the name of a function.</summary>
/// <param name="Path">The fields that are taken of it, one after the other.</param>
internal abstract record Operand(ImmutableArray<string> Path);

/// <summary>The value that the template is about here: <c>.</c>.</summary>
/// <param name="Path">The fields.</param>
internal sealed record DotOperand(ImmutableArray<string> Path) : Operand(Path);

/// <summary>A variable.</summary>
/// <param name="Name">Its name, without <c>$</c>; empty for all that the template is about.</param>
/// <param name="Path">The fields.</param>
internal sealed record VariableOperand(string Name, ImmutableArray<string> Path) : Operand(Path);

/// <summary>A text that is written out.</summary>
/// <param name="Text">The text.</param>
internal sealed record TextOperand(string Text) : Operand([]);

/// <summary>A number that is written out.</summary>
/// <param name="Number">The number.</param>
internal sealed record NumberOperand(long Number) : Operand([]);

/// <summary>A function, <c>true</c>, <c>false</c> or <c>nil</c>.</summary>
/// <param name="Name">Its name.</param>
internal sealed record NameOperand(string Name) : Operand([]);

/// <summary>What stands in parentheses.</summary>
/// <param name="Value">What it comes to.</param>
/// <param name="Path">The fields.</param>
internal sealed record PipelineOperand(Pipeline Value, ImmutableArray<string> Path) : Operand(Path);
