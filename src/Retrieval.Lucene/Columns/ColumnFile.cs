using Lucene.Net.Store;

namespace Retrieval.Lucene.Columns;

/// <summary>The file of columns while it is written: one column behind the other, then where each begins.</summary>
internal sealed class ColumnFile(IndexOutput target, int documents) : IDisposable
{
    private readonly ColumnOutput output = new(target, documents);
    private readonly List<(ColumnKind Kind, byte[] Name, long Start)> directory = [];

    /// <summary>Where a column is to be written.</summary>
    public ColumnOutput Begin(ColumnKind kind, byte[] name)
    {
        directory.Add((kind, name, output.Position));
        return output;
    }

    public void Finish()
    {
        long start = output.Position;
        foreach ((ColumnKind kind, byte[] name, long at) in directory)
        {
            output.WriteBytes([(byte)kind, (byte)name.Length, .. name]);
            output.WriteBytes(BitConverter.GetBytes(at));
        }

        output.Write<long>([]);
        output.Write<long>([start, directory.Count]);
        output.WriteFooter();
    }

    public void Dispose() => output.Dispose();
}
