namespace Retrieval.Lucene.Impacts;

/// <summary>
/// One byte for a weighted term frequency: sixteen steps an octave around 1, so a code is at most 2.2% away from its weight.
/// Code 0 is 2⁻⁸ and below, code 255 is 2^7.94 and above. Monotonic: a higher weight never has a lower code.
/// </summary>
public static class ImpactCode
{
    /// <summary>Number of codes.</summary>
    public const int Count = 256;

    private const int StepsPerOctave = 16;
    private const int One = 128;

    private static readonly float[] Weights = [.. Enumerable.Range(0, Count).Select(code => MathF.Pow(2, (code - One) / (float)StepsPerOctave))];

    /// <summary>The nearest code of a weight above 0.</summary>
    public static int Of(float weight) => Math.Clamp((int)MathF.Round(StepsPerOctave * MathF.Log2(weight)) + One, 0, Count - 1);

    /// <summary>The weight that a code stands for.</summary>
    public static float Weight(int code) => Weights[code];
}
