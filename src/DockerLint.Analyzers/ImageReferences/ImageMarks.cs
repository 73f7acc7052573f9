using System.Collections.Concurrent;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>
/// Parameters, properties and fields that say themselves that they take an image reference:
/// <c>[StringSyntax("image-reference")]</c>.
/// </summary>
internal sealed class ImageMarks
{
    private const string Word = "image-reference";
    private const string AttributeName = "StringSyntaxAttribute";

    /// <summary>How metadata writes an attribute's arguments (ECMA-335 II.23.3): a prolog, then the length of the text.</summary>
    private const int PrologLength = 2;

    private readonly ConcurrentDictionary<ISymbol, bool> _known = new(SymbolEqualityComparer.Default);

    /// <summary>Whether the code of a compilation, or of what it refers to, has any of them. No symbol is looked at.</summary>
    public static bool AnyIn(Compilation compilation, CancellationToken cancel) =>
        AnyIn(compilation.SyntaxTrees, cancel) || compilation.SourceModule.ReferencedAssemblySymbols.Any(assembly => AnyIn(assembly, cancel));

    /// <summary>Whether a parameter, a property or a field is one.</summary>
    public bool Has(ISymbol symbol) => _known.GetOrAdd(symbol.OriginalDefinition, static symbol => IsMarked(symbol) || IsMarkedComponent(symbol));

    private static bool AnyIn(IEnumerable<SyntaxTree> trees, CancellationToken cancel) =>
        trees.Any(tree => tree.GetText(cancel).ToString().Contains(Word, StringComparison.Ordinal));

    private static bool AnyIn(IAssemblySymbol assembly, CancellationToken cancel)
    {
        if (assembly is ISourceAssemblySymbol source)
            return AnyIn(source.Compilation.SyntaxTrees, cancel);
        if (assembly.Name.StartsWith("System.", StringComparison.Ordinal) || assembly.Name.StartsWith("Microsoft.", StringComparison.Ordinal))
            return false;
        return assembly.GetMetadata() is { } metadata && metadata.GetModules().Any(static module => AnyIn(module.GetMetadataReader()));
    }

    private static bool AnyIn(MetadataReader reader)
    {
        bool knowsAttribute = reader.TypeReferences.Any(type => reader.StringComparer.Equals(reader.GetTypeReference(type).Name, AttributeName))
            || reader.TypeDefinitions.Any(type => reader.StringComparer.Equals(reader.GetTypeDefinition(type).Name, AttributeName));
        return knowsAttribute && reader.CustomAttributes.Any(attribute => IsMark(reader.GetBlobReader(reader.GetCustomAttribute(attribute).Value)));
    }

    private static bool IsMark(BlobReader value)
    {
        if (value.RemainingBytes <= PrologLength + Word.Length)
            return false;
        value.Offset = PrologLength;
        return value.ReadByte() == Word.Length && value.ReadUTF8(Word.Length) == Word;
    }

    private static bool IsMarked(ISymbol symbol) => symbol.GetAttributes().Any(static attribute =>
        attribute is { AttributeClass.Name: AttributeName, ConstructorArguments: [{ Value: Word }, ..] });

    /// <summary>The mark of a record's parameter is one of the property that comes of it.</summary>
    private static bool IsMarkedComponent(ISymbol symbol) =>
        symbol is IPropertySymbol { ContainingType: { IsRecord: true } record }
        && record.InstanceConstructors.Any(constructor => constructor.Parameters.Any(
            parameter => parameter.Name == symbol.Name && parameter.Type.Equals(((IPropertySymbol)symbol).Type, SymbolEqualityComparer.Default) && IsMarked(parameter)));
}
