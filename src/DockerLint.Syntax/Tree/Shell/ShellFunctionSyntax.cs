namespace DockerLint.Syntax.Tree;

/// <summary><c>name() …</c> or <c>function name …</c>: gives a command a name. Redirections are its body's.</summary>
public sealed class ShellFunctionSyntax : ShellCommandSyntax
{
    internal ShellFunctionSyntax(ShellPlace place, ShellWordSyntax name, ShellCommandSyntax body) : base(place)
    {
        Name = name;
        Body = body;
    }

    /// <summary>The name.</summary>
    public ShellWordSyntax Name { get; }

    /// <summary>What calling it runs.</summary>
    public ShellCommandSyntax Body { get; }

    internal override void AddChildren(List<ShellNode> children)
    {
        children.Add(Name);
        children.Add(Body);
    }
}
