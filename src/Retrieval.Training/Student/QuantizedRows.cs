using Retrieval.Embedding.Static;
using Retrieval.Training.Space;

namespace Retrieval.Training.Student;

/// <summary>Rows as int8 with one scale a row: value ≈ scale · int8, off by at most half a scale.</summary>
/// <param name="Values">Rows one after another, each value -127 to 127.</param>
/// <param name="Scales">Scale of each row; 0 for a row of zeros.</param>
/// <param name="Dimension">Values a row.</param>
internal sealed record QuantizedRows(sbyte[] Values, float[] Scales, int Dimension)
{
    /// <summary>Rounds rows to the nearest.</summary>
    public static QuantizedRows Of(Matrix rows)
    {
        sbyte[] values = new sbyte[rows.Values.Length];
        float[] scales = new float[rows.Rows];
        for (int row = 0; row < rows.Rows; row++)
            scales[row] = Int8Row.Round(rows[row], values.AsSpan(row * rows.Columns, rows.Columns));
        return new QuantizedRows(values, scales, rows.Columns);
    }
}
