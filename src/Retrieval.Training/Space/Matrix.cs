namespace Retrieval.Training.Space;

/// <summary>A dense matrix of floats, row after row.</summary>
/// <param name="rows">Number of rows.</param>
/// <param name="columns">Number of columns.</param>
internal sealed class Matrix(int rows, int columns)
{
    /// <summary>Number of rows.</summary>
    public int Rows { get; } = rows;

    /// <summary>Number of columns.</summary>
    public int Columns { get; } = columns;

    /// <summary>All values, row after row.</summary>
    public float[] Values { get; } = new float[checked(rows * columns)];

    /// <summary>One row.</summary>
    public Span<float> this[int row] => Values.AsSpan(row * Columns, Columns);

    /// <summary>Columns as rows.</summary>
    public Matrix Transpose()
    {
        const int Tile = 16; // Both sides of a tile stay in the first cache.
        Matrix result = new(Columns, Rows);
        for (int top = 0; top < Rows; top += Tile)
        {
            for (int left = 0; left < Columns; left += Tile)
            {
                for (int r = top; r < Math.Min(top + Tile, Rows); r++)
                {
                    for (int c = left; c < Math.Min(left + Tile, Columns); c++)
                        result.Values[(c * Rows) + r] = Values[(r * Columns) + c];
                }
            }
        }
        return result;
    }

    /// <summary>Only the first rows; a copy.</summary>
    public Matrix Top(int count)
    {
        Matrix result = new(count, Columns);
        Values.AsSpan(0, count * Columns).CopyTo(result.Values);
        return result;
    }
}
