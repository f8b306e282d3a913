using Lucene.Net.Store;

namespace Retrieval.Lucene.Columns;

/// <summary>The file of payloads while it is written: those of the documents in their order, then the end of each.</summary>
internal sealed class PayloadOutput(IndexOutput target, int documents) : IDisposable
{
    private readonly ColumnOutput output = new(target, documents);
    private readonly long[] ends = new long[documents];
    private int next;

    public void Add(int document, ReadOnlySpan<byte> payload)
    {
        EndUpTo(document);
        output.WriteBytes(payload);
        ends[document] = output.Position;
        next = document + 1;
    }

    public void Finish()
    {
        EndUpTo(documents);
        output.Align();
        output.Write<long>(ends);
        output.WriteFooter();
    }

    public void Dispose() => output.Dispose();

    private void EndUpTo(int document)
    {
        for (; next < document; next++)
            ends[next] = next == 0 ? output.Position : ends[next - 1];
    }
}
