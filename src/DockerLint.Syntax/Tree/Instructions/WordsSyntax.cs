using System.Collections.Immutable;

namespace DockerLint.Syntax.Tree;

/// <summary><c>EXPOSE port…</c>.</summary>
public sealed class ExposeSyntax : InstructionSyntax
{
    internal ExposeSyntax(InstructionHead head, ImmutableArray<WordSyntax> ports)
        : base(head, ArgumentForm.Words, ports)
    {
    }
}

/// <summary><c>VOLUME path…</c> or <c>VOLUME ["path", …]</c>.</summary>
public sealed class VolumeSyntax : InstructionSyntax
{
    internal VolumeSyntax(InstructionHead head, ArgumentForm form, ImmutableArray<WordSyntax> paths)
        : base(head, form, paths)
    {
    }
}

/// <summary>An instruction whose one argument is the rest of its line, spaces included.</summary>
public abstract class LineArgumentSyntax : InstructionSyntax
{
    private protected LineArgumentSyntax(InstructionHead head, ImmutableArray<WordSyntax> argument)
        : base(head, ArgumentForm.Words, argument)
    {
    }

    /// <summary>The argument; null where it is missing.</summary>
    public WordSyntax? Argument => Arguments.IsEmpty ? null : Arguments[0];
}

/// <summary><c>USER user[:group]</c>.</summary>
public sealed class UserSyntax : LineArgumentSyntax
{
    internal UserSyntax(InstructionHead head, ImmutableArray<WordSyntax> argument)
        : base(head, argument)
    {
    }
}

/// <summary><c>WORKDIR path</c>.</summary>
public sealed class WorkdirSyntax : LineArgumentSyntax
{
    internal WorkdirSyntax(InstructionHead head, ImmutableArray<WordSyntax> argument)
        : base(head, argument)
    {
    }
}

/// <summary><c>MAINTAINER name</c>.</summary>
public sealed class MaintainerSyntax : LineArgumentSyntax
{
    internal MaintainerSyntax(InstructionHead head, ImmutableArray<WordSyntax> argument)
        : base(head, argument)
    {
    }
}

/// <summary><c>STOPSIGNAL signal</c>.</summary>
public sealed class StopsignalSyntax : LineArgumentSyntax
{
    internal StopsignalSyntax(InstructionHead head, ImmutableArray<WordSyntax> argument)
        : base(head, argument)
    {
    }
}

/// <summary><c>ONBUILD instruction</c>.</summary>
public sealed class OnbuildSyntax : InstructionSyntax
{
    private readonly InstructionSyntax? _nested;

    internal OnbuildSyntax(InstructionHead head, InstructionSyntax? nested)
        : base(head, ArgumentForm.Words, [])
    {
        _nested = nested;
    }

    /// <inheritdoc/>
    public override InstructionSyntax? Nested => _nested;

    internal override IEnumerable<SyntaxNode> Children => _nested is null ? Flags : [.. Flags, _nested];
}

/// <summary>A line that starts with no known instruction.</summary>
public sealed class InvalidInstructionSyntax : InstructionSyntax
{
    internal InvalidInstructionSyntax(InstructionHead head, ImmutableArray<WordSyntax> rest)
        : base(head, ArgumentForm.Words, rest)
    {
    }
}
