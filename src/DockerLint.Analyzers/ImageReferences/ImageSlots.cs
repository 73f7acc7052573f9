using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>Knows what takes image references in a compilation: well-known members, and those that are marked.</summary>
/// <param name="marks">The marks; null where there are none.</param>
internal sealed class ImageSlots(ImageMarks? marks)
{
    private static readonly ImageSlot s_marked = new(ReferencePart.Whole, IsNew: false);

    /// <summary>What a parameter takes; null where it takes no image.</summary>
    public ImageSlot? Of(IParameterSymbol parameter) =>
        KnownMembers.Find(parameter) is { } known && TakesText(parameter.Type) ? known : Marked(parameter, parameter.Type);

    /// <summary>What a property takes; null where it takes no image.</summary>
    public ImageSlot? Of(IPropertySymbol property) =>
        KnownMembers.Find(property) is { } known && TakesText(property.Type) ? known : Marked(property, property.Type);

    /// <summary>What a field takes; null where it takes no image.</summary>
    public ImageSlot? Of(IFieldSymbol field) => Marked(field, field.Type);

    /// <summary>What the target of an assignment takes; null where it takes no image.</summary>
    public ImageSlot? Of(IOperation target) => target switch
    {
        IPropertyReferenceOperation property => Of(property.Property),
        IFieldReferenceOperation field => Of(field.Field),
        _ => null,
    };

    /// <summary>What a call or a creation gives, in the order of the code.</summary>
    public ImmutableArray<GivenPart> GivenBy(IOperation step) =>
    [
        .. ArgumentsOf(step).Where(IsWritten).SelectMany(argument => Given(argument.Parameter is null ? null : Of(argument.Parameter), argument.Value)),
        .. (InitializerOf(step)?.Initializers ?? []).OfType<IAssignmentOperation>().SelectMany(assignment => Given(Of(assignment.Target), assignment.Value)),
    ];

    /// <summary>What a value gives to what takes it: of a list each text.</summary>
    public static IEnumerable<GivenPart> Given(ImageSlot? slot, IOperation value) =>
        slot is { } taken ? TextsOf(value).Select(text => new GivenPart(taken, text)) : [];

    /// <summary>Whether an argument stands in the code.</summary>
    public static bool IsWritten(IArgumentOperation argument) => argument.ArgumentKind != ArgumentKind.DefaultValue;

    private ImageSlot? Marked(ISymbol symbol, ITypeSymbol type) => marks is not null && TakesText(type) && marks.Has(symbol) ? s_marked : null;

    private static ImmutableArray<IArgumentOperation> ArgumentsOf(IOperation step) => step switch
    {
        IInvocationOperation call => call.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => [],
    };

    private static IObjectOrCollectionInitializerOperation? InitializerOf(IOperation step) => step switch
    {
        IObjectCreationOperation creation => creation.Initializer,
        IWithOperation with => with.Initializer,
        _ => null,
    };

    /// <summary>Whether a type is a text, or a list of texts.</summary>
    private static bool TakesText(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_String } => true,
        IArrayTypeSymbol array => array.ElementType.SpecialType == SpecialType.System_String,
        INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_String }] } => true,
        _ => false,
    };

    private static IEnumerable<IOperation> TextsOf(IOperation value) => value switch
    {
        { Type.SpecialType: SpecialType.System_String } => [value],
        IConversionOperation conversion => TextsOf(conversion.Operand),
        IArrayCreationOperation { Initializer: { } initializer } => initializer.ElementValues,
        IObjectCreationOperation { Initializer: { } initializer } => initializer.Initializers.OfType<IInvocationOperation>().SelectMany(static add => add.Arguments.Select(static argument => argument.Value)),
        // The operation of a collection expression is younger than the compiler that this is built for.
        _ when value.Syntax.IsKind(SyntaxKind.CollectionExpression) => value.ChildOperations.SelectMany(TextsOf),
        _ => [],
    };
}
