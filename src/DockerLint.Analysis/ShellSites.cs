namespace DockerLint.Analysis;

/// <summary>Sites of a script, in the order of the text.</summary>
public readonly struct ShellSites
{
    private readonly ShellSite? _first;
    private readonly string? _program;

    /// <param name="first">The first of its kind; null where there is none.</param>
    /// <param name="program">The program that commands must run; null: all sites of the kind.</param>
    internal ShellSites(ShellSite? first, string? program = null)
    {
        _first = first;
        _program = program;
    }

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => !GetEnumerator().MoveNext();

    /// <summary>Goes through them.</summary>
    public Enumerator GetEnumerator() => new(_first, _program);

    /// <summary>A place among sites.</summary>
    public struct Enumerator
    {
        private readonly string? _program;
        private ShellSite? _next;

        internal Enumerator(ShellSite? first, string? program)
        {
            _next = first;
            _program = program;
        }

        /// <summary>The site.</summary>
        public ShellSite Current { get; private set; } = null!;

        /// <summary>Goes to the next one, if there is one.</summary>
        public bool MoveNext()
        {
            while (_next is { } site)
            {
                _next = site.Next;
                if (_program is not null && site.Program != _program)
                    continue;
                Current = site;
                return true;
            }

            return false;
        }
    }
}
