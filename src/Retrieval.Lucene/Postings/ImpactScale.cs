namespace Retrieval.Lucene.Postings;

/// <summary>
/// Bounds that outlive their parameters. While writing, BM25's average length of the whole index is not known and its k1 and b may change,
/// so a posting's bound is written as one byte: its saturated frequency under nominal parameters, rounded up to 255ths. While reading,
/// <see cref="Ceilings"/> gives for each byte the largest saturated frequency that any posting with that byte or a lower one can have under
/// the actual parameters. Rounding is always upwards, so a bound is never below a score. Impact fields need none of this: their byte is their weight.
/// </summary>
internal sealed class ImpactScale
{
    private const double NominalK1 = 1.2;
    private const double NominalB = 0.75;
    private const int TabledWeights = 16;

    private readonly double[] saturations;
    private readonly byte[] table;
    private readonly bool isImpacts;

    public ImpactScale(FieldSummary field)
    {
        isImpacts = field.Kind == FieldKind.Impacts;
        saturations = field.HasNorms
            ? [.. field.Norms.Select(norm => Saturation(NominalK1, NominalB, FieldSummary.LengthOf(norm), field.AverageLength))]
            : [NominalK1];
        table = new byte[TabledWeights * saturations.Length];
        for (int weight = 0; weight < TabledWeights; weight++)
        {
            for (int norm = 0; norm < saturations.Length; norm++)
                table[(weight * saturations.Length) + norm] = Quantize(weight, norm);
        }
    }

    /// <summary>The bound byte of a posting.</summary>
    /// <param name="weight">Frequency less one, or the weight of an impact field.</param>
    /// <param name="normIndex">The document's norm index; 0 where there are no norms.</param>
    public byte Of(int weight, int normIndex)
    {
        if (isImpacts)
            return (byte)weight;
        return weight < TabledWeights ? table[(weight * saturations.Length) + normIndex] : Quantize(weight, normIndex);
    }

    /// <summary>For each byte the largest f / (f + K) under the actual <paramref name="k1"/>, <paramref name="b"/> and average length.</summary>
    /// <param name="k1">BM25's k1.</param>
    /// <param name="b">BM25's b.</param>
    /// <param name="averageLength">BM25's average length over the whole index.</param>
    /// <param name="maxFrequency">The largest frequency in the field.</param>
    /// <param name="norms">The field's distinct norms, as in its summary.</param>
    public double[] Ceilings(float k1, float b, double averageLength, int maxFrequency, byte[] norms)
    {
        double[] ceilings = new double[256];
        for (int code = 0; code < 256; code++)
        {
            double nominal = code / 255.0;
            for (int norm = 0; norm < saturations.Length; norm++)
            {
                double frequency = LargestFrequency(nominal, saturations[norm], maxFrequency);
                double actual = norms.Length == 0 ? k1 : Saturation(k1, b, FieldSummary.LengthOf(norms[norm]), averageLength);
                double saturated = frequency < 1 ? 0 : double.IsInfinity(actual) ? 0 : frequency / (frequency + actual);
                ceilings[code] = Math.Max(ceilings[code], saturated);
            }
        }

        return ceilings;
    }

    /// <summary>BM25's K: k1 · (1 - b + b · length / average).</summary>
    private static double Saturation(double k1, double b, double length, double averageLength)
        => k1 * (1 - b + (b * length / averageLength));

    private byte Quantize(int weight, int normIndex)
    {
        double frequency = weight + 1.0;
        double saturated = double.IsInfinity(saturations[normIndex]) ? 0 : frequency / (frequency + saturations[normIndex]);
        return (byte)Math.Clamp((int)Math.Ceiling(255 * saturated), 1, 255);
    }

    /// <summary>The largest whole frequency whose nominal saturation is at most <paramref name="nominal"/>, with room for rounding.</summary>
    private static double LargestFrequency(double nominal, double saturation, int maxFrequency)
    {
        if (nominal >= 1 || double.IsInfinity(saturation))
            return maxFrequency;
        return Math.Min(maxFrequency, Math.Floor((nominal * saturation / (1 - nominal)) + 1e-6));
    }
}
