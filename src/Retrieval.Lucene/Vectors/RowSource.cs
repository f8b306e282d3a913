namespace Retrieval.Lucene.Vectors;

/// <summary>One vector on its way into a file: where its bytes lie now and which document of the new segment has it.</summary>
internal readonly unsafe struct RowSource(int document, float unit, byte* high, byte* low)
{
    public int Document { get; } = document;

    public float Unit { get; } = unit;

    /// <summary>The unit of the high bytes alone.</summary>
    public float HighUnit => Unit * VectorCode.LowSteps;

    public byte* High { get; } = high;

    public byte* Low { get; } = low;
}
