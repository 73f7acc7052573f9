using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace DockerLint.Yaml;

/// <summary>Hands the tokens of a text to the parser, and keeps what that drops: comments, and where scalars start.</summary>
internal sealed class CommentScanner(Scanner scanner) : IScanner
{
    private Scalar? _last;
    private Scalar? _lastButOne;

    /// <summary>The comments up to here.</summary>
    public List<Comment> Comments { get; } = [];

    /// <inheritdoc/>
    public Mark CurrentPosition => scanner.CurrentPosition;

    /// <inheritdoc/>
    public Token? Current => scanner.Current;

    /// <summary>Where a scalar starts that ends at a place: behind its anchor and tag. Null where none does.</summary>
    public Mark? StartOfScalar(Mark end) =>
        _last?.End.Index == end.Index ? _last.Start
        : _lastButOne?.End.Index == end.Index ? _lastButOne.Start
        : null;

    /// <inheritdoc/>
    public bool MoveNext()
    {
        if (scanner.Current is not null)
            scanner.ConsumeCurrent();
        return MoveNextWithoutConsuming();
    }

    /// <inheritdoc/>
    public bool MoveNextWithoutConsuming()
    {
        while (scanner.MoveNextWithoutConsuming())
        {
            if (scanner.Current is not Comment comment)
            {
                if (scanner.Current is Scalar scalar && scalar != _last)
                    (_lastButOne, _last) = (_last, scalar);
                return true;
            }

            Comments.Add(comment);
            scanner.ConsumeCurrent();
        }

        return false;
    }

    /// <inheritdoc/>
    public void ConsumeCurrent() => scanner.ConsumeCurrent();
}
