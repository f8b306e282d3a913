using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Retrieval.Lucene.Vectors.Simd;

/// <summary>The place of the largest value, the first of equal ones; <see cref="Scalar"/> is the specification. No value is NaN.</summary>
internal static class ArgMax
{
    /// <param name="values">At least one value.</param>
    public static int Of(ReadOnlySpan<float> values)
    {
        ref float first = ref MemoryMarshal.GetReference(values);
        int width = Vector256<float>.Count;
        if (values.Length < width)
            return Scalar(values);

        // The last step overlaps the one before where the length is no multiple of the width; a maximum may be seen twice.
        Vector256<float> largest = Vector256.LoadUnsafe(ref first, (nuint)(values.Length - width));
        for (int i = 0; i + width <= values.Length; i += width)
            largest = Vector256.Max(largest, Vector256.LoadUnsafe(ref first, (nuint)i));
        return values.IndexOf(MaxOf(largest));
    }

    public static int Scalar(ReadOnlySpan<float> values)
    {
        int best = 0;
        for (int i = 1; i < values.Length; i++)
        {
            if (values[i] > values[best])
                best = i;
        }

        return best;
    }

    private static float MaxOf(Vector256<float> lanes)
    {
        float largest = lanes.GetElement(0);
        for (int i = 1; i < Vector256<float>.Count; i++)
            largest = MathF.Max(largest, lanes.GetElement(i));
        return largest;
    }
}
