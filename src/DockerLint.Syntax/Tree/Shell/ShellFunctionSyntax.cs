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
    public ShellWordSyntax Name { get; private set; }

    /// <summary>What calling it runs.</summary>
    public ShellCommandSyntax Body { get; private set; }

    internal override void AddChildren(List<ShellNode> children)
    {
        children.Add(Name);
        children.Add(Body);
    }

    private protected override void MoveParts(ShellMove move)
    {
        Name = move.Of(Name);
        Body = move.Of(Body);
    }
}
