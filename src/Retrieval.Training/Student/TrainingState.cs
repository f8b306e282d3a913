using System.IO.Hashing;
using System.Runtime.InteropServices;
using Retrieval.Training.Space;

namespace Retrieval.Training.Student;

/// <summary>
/// How far a training is: epochs, held-out figures, the best rows so far. Saved after each epoch by a rename, so that a file
/// is either whole or the one before. File: fingerprint of what is trained, epochs, figures, best rows, then the trainer's
/// rows, Adam's means, squares and steps, and last the XxHash3 of all that.
/// </summary>
/// <param name="trainer">The training.</param>
internal sealed class TrainingState(StudentTrainer trainer)
{
    private readonly List<double> cosines = [];

    /// <summary>Epochs done.</summary>
    public int Epoch => cosines.Count - 1;

    /// <summary>Held-out figure before training and after each epoch.</summary>
    public IReadOnlyList<double> Cosines => cosines;

    /// <summary>Epoch after which the figure was highest.</summary>
    public int BestEpoch => cosines.IndexOf(cosines.Max());

    /// <summary>The rows at that time.</summary>
    public Matrix BestRows { get; } = new(trainer.Rows.Rows, trainer.Rows.Columns);

    /// <summary>Notes the figure of an epoch.</summary>
    public void Record(double cosine)
    {
        cosines.Add(cosine);
        if (BestEpoch == Epoch)
            trainer.Rows.Values.CopyTo(BestRows.Values.AsSpan());
    }

    /// <summary>Saves the state.</summary>
    public void Save(string path, UInt128 fingerprint) => WholeFile.Replace(path, file =>
    {
        XxHash3 check = new();
        Write(file, check, MemoryMarshal.AsBytes<UInt128>([fingerprint]));
        Write(file, check, MemoryMarshal.AsBytes<long>([cosines.Count]));
        Write(file, check, MemoryMarshal.AsBytes<double>(CollectionsMarshal.AsSpan(cosines)));
        foreach (Array array in Arrays())
            Write(file, check, BytesOf(array));
        file.Write(check.GetCurrentHash());
    });

    /// <summary>Takes up a saved state.</summary>
    /// <returns>False, with the trainer as it was before, when there is none, it is of another training, or it is broken.</returns>
    public bool TryLoad(string path, UInt128 fingerprint)
    {
        if (!File.Exists(path) || !IsWhole(path))
            return false;
        using FileStream file = File.OpenRead(path);
        UInt128[] found = new UInt128[1];
        long[] count = new long[1];
        file.ReadExactly(MemoryMarshal.AsBytes(found.AsSpan()));
        if (found[0] != fingerprint)
            return false;
        file.ReadExactly(MemoryMarshal.AsBytes(count.AsSpan()));
        double[] figures = new double[count[0]];
        file.ReadExactly(MemoryMarshal.AsBytes(figures.AsSpan()));
        cosines.AddRange(figures);
        foreach (Array array in Arrays())
            file.ReadExactly(BytesOf(array));
        return true;
    }

    private static bool IsWhole(string path)
    {
        using FileStream file = File.OpenRead(path);
        XxHash3 check = new();
        byte[] buffer = new byte[1 << 20];
        long left = file.Length - sizeof(ulong);
        while (left > 0)
        {
            int read = file.Read(buffer, 0, (int)Math.Min(buffer.Length, left));
            check.Append(buffer.AsSpan(0, read));
            left -= read;
        }
        byte[] expected = new byte[sizeof(ulong)];
        return left == 0 && file.ReadAtLeast(expected, expected.Length, throwOnEndOfStream: false) == expected.Length
            && check.GetCurrentHash().AsSpan().SequenceEqual(expected);
    }

    private Array[] Arrays() => [BestRows.Values, trainer.Rows.Values, trainer.Adam.Means.Values, trainer.Adam.Squares.Values, trainer.Adam.Steps];

    private static Span<byte> BytesOf(Array array)
        => array is float[] floats ? MemoryMarshal.AsBytes(floats.AsSpan()) : MemoryMarshal.AsBytes(((int[])array).AsSpan());

    private static void Write(Stream file, XxHash3 check, ReadOnlySpan<byte> bytes)
    {
        file.Write(bytes);
        check.Append(bytes);
    }
}
