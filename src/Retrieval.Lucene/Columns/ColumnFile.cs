using Lucene.Net.Store;

namespace Retrieval.Lucene.Columns;

/// <summary>The file of columns while it is written: one column behind the other, then where each lies.</summary>
internal sealed class ColumnFile(IndexOutput target, int documents) : IDisposable
{
    private readonly ColumnOutput output = new(target, documents);
    private readonly List<ColumnEntry> directory = [];

    public void Write(ColumnKind kind, byte[] name, Action<ColumnOutput> write)
    {
        long start = output.Position;
        output.BeginPart();
        write(output);
        directory.Add(new ColumnEntry(kind, name, start, output.Position, output.EndPart()));
    }

    public void Finish()
    {
        long start = output.Position;
        output.BeginPart();
        foreach (ColumnEntry entry in directory)
            output.WriteBytes(entry.ToBytes());
        output.Align();
        output.Write<long>([start, directory.Count]);
        output.Write<ulong>([output.EndPart()]);
        output.WriteFooter();
    }

    public void Dispose() => output.Dispose();
}
