using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using static DockerLint.Analyzers.ImageReferences.ReferencePart;

namespace DockerLint.Analyzers.ImageReferences;

/// <summary>A part of a reference that the code gives.</summary>
/// <param name="Slot">What takes it.</param>
/// <param name="Value">Its value.</param>
internal readonly record struct GivenPart(ImageSlot Slot, IOperation Value);

/// <summary>Something that gives parts of references: a call, the creation of an object with its initialiser, an assignment.</summary>
/// <param name="Operation">The call, creation or assignment.</param>
/// <param name="Parts">What it gives, in the order of the code.</param>
internal sealed record ReferenceStep(IOperation Operation, ImmutableArray<GivenPart> Parts)
{
    /// <summary>Whether the image of the container is built from here on.</summary>
    public bool IsBuild => Operation is IInvocationOperation call && KnownMembers.IsBuild(call.TargetMethod.Name);
}

/// <summary>All that one expression says of one image: a chain of calls, an object's initialiser.</summary>
internal sealed class ReferenceSite
{
    private readonly ImmutableArray<ReferenceStep> _steps;
    private readonly ImageSlot _slot;

    private ReferenceSite(ImmutableArray<ReferenceStep> steps, ImageSlot slot)
    {
        _steps = steps;
        _slot = slot;
    }

    /// <summary>The part that the code gives first: there the site is judged, once.</summary>
    public IOperation First => _steps.SelectMany(static step => step.Parts).First(IsOurs).Value;

    /// <summary>What belongs together with a part.</summary>
    /// <param name="given">The part.</param>
    /// <param name="owner">The call, creation or assignment that gives it.</param>
    /// <param name="slots">Knows what takes parts.</param>
    public static ReferenceSite Of(GivenPart given, IOperation owner, ImageSlots slots)
    {
        ImmutableArray<ReferenceStep> steps = given.Slot.IsAlone || owner is not (IInvocationOperation or IObjectCreationOperation or IWithOperation)
            ? [new ReferenceStep(owner, [given])]
            : [.. SameObject.ChainOf(owner).Select(step => new ReferenceStep(step, slots.GivenBy(step)))];
        return new ReferenceSite(steps, given.Slot);
    }

    /// <summary>The references that come of it: of a choice each that is written out.</summary>
    public IEnumerable<WrittenReference> References()
    {
        var given = new Dictionary<ReferencePart, ImmutableArray<WrittenText>>();
        foreach (ReferenceStep step in _steps)
        {
            if (step.IsBuild)
                given.Clear();
            Forget(given, step);
            foreach (GivenPart part in step.Parts.Where(IsOurs))
            {
                // Null is as good as nothing, and an empty text too, but where it is all there is.
                ImmutableArray<WrittenText> texts = WrittenText.Of(part.Value, isWhole: part.Slot.IsAlone || part.Slot.Part == Image);
                if (!texts.IsEmpty && (part.Slot.IsAlone || part.Slot.Part == Image || texts.Any(static text => text.Pieces.Any(static piece => piece.Text.Length > 0))))
                    given.TryAdd(part.Slot.Part, texts);
            }
        }

        return given.Count > 0 && TryAddElsewhere(given) ? Compose(given) : [];
    }

    private bool IsOurs(GivenPart part) => part.Slot.IsNew == _slot.IsNew && part.Slot.IsAlone == _slot.IsAlone;

    /// <summary>What a step overrides: an image brings its own tag, a tag takes the place of a digest, and the other way.</summary>
    private void Forget(Dictionary<ReferencePart, ImmutableArray<WrittenText>> given, ReferenceStep step)
    {
        foreach (GivenPart part in step.Parts.Where(IsOurs))
        {
            given.Remove(part.Slot.Part);
            if (part.Slot.Part is not Registry)
            {
                given.Remove(Tag);
                given.Remove(Digest);
                given.Remove(Sha256);
            }
        }
    }

    /// <summary>What other statements set on the same object is there, but not known.</summary>
    /// <returns>False where the image is built, so that its name is of no account.</returns>
    private bool TryAddElsewhere(Dictionary<ReferencePart, ImmutableArray<WrittenText>> given)
    {
        if (_slot.IsAlone)
            return true;
        foreach (string name in SameObject.SetElsewhere(_steps))
        {
            if (KnownMembers.IsBuild(name))
                return false;
            // An empty list of texts stands for one that is there and not known.
            foreach (ReferencePart part in KnownMembers.PartsNamed(name).Where(static part => part is Registry or Tag or Digest or Sha256))
                given.TryAdd(part, []);
        }

        return true;
    }

    private IEnumerable<WrittenReference> Compose(Dictionary<ReferencePart, ImmutableArray<WrittenText>> given)
    {
        ReferencePart name = _slot.IsAlone ? _slot.Part : Image;
        given.TryAdd(name, []);
        IEnumerable<ImmutableArray<WrittenPart>> references = With(With([[]], given, Registry, ""), given, name, "/");
        if (given.ContainsKey(Tag) || given.ContainsKey(Digest) || given.ContainsKey(Sha256))
            references = references.Select(static parts => parts.SetItem(parts.Length - 1, parts[^1].WithoutSuffix()));
        references = With(With(With(references, given, Tag, ":"), given, Digest, "@"), given, Sha256, "@sha256:");
        return references.Select(static parts => new WrittenReference(parts));
    }

    private static IEnumerable<ImmutableArray<WrittenPart>> With(
        IEnumerable<ImmutableArray<WrittenPart>> references, Dictionary<ReferencePart, ImmutableArray<WrittenText>> given, ReferencePart part, string joint)
    {
        if (!given.TryGetValue(part, out ImmutableArray<WrittenText> texts))
            return references;
        return texts.IsEmpty
            ? references.Select(parts => parts.Add(new WrittenPart(part, Joint(parts, joint), null)))
            : references.SelectMany(_ => texts, (parts, text) => parts.Add(new WrittenPart(part, Joint(parts, joint), text)));
    }

    private static string Joint(ImmutableArray<WrittenPart> parts, string joint) => parts.IsEmpty ? "" : joint;
}
