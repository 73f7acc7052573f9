using DockerLint.BuildKit.Protocol;
using Google.Protobuf.Collections;

namespace DockerLint.BuildKit.Llb;

/// <summary>The inputs of an operation, each of them once.</summary>
/// <param name="inputs">Where they are noted.</param>
internal sealed class InputList(RepeatedField<Input> inputs)
{
    /// <summary>What stands for nothing.</summary>
    public const int Nothing = -1;

    /// <summary>How many there are.</summary>
    public int Count => inputs.Count;

    /// <summary>Notes an input.</summary>
    /// <returns>Its number; <see cref="Nothing"/> where it has no files.</returns>
    public int Add(Vertex vertex)
    {
        if (vertex.IsScratch)
            return Nothing;
        var input = new Input { Digest = vertex.Digest, Index = vertex.Output };
        int known = inputs.IndexOf(input);
        if (known >= 0)
            return known;
        inputs.Add(input);
        return inputs.Count - 1;
    }
}
