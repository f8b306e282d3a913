using System.IO.Hashing;
using System.Runtime.InteropServices;
using Lucene.Net.Codecs;
using Lucene.Net.Store;

namespace Retrieval.Lucene.Columns;

/// <summary>
/// A file of columns while it is written: the number of documents, which tells a file of another segment, then what it holds, in parts that
/// may have checksums of their own. Whatever a reader points at begins at a multiple of eight bytes.
/// </summary>
internal sealed class ColumnOutput : IDisposable
{
    public const int Alignment = 8;

    private readonly IndexOutput output;
    private readonly byte[] buffer = new byte[1 << 14];
    private XxHash3? sum;

    public ColumnOutput(IndexOutput output, int documents)
    {
        this.output = output;
        CodecUtil.WriteHeader(output, ColumnDocValuesFormat.FormatName, ColumnDocValuesFormat.Version);
        Align();
        Write<long>([documents]);
    }

    public long Position => output.Position;

    public void Align()
    {
        ReadOnlySpan<byte> zeros = [0, 0, 0, 0, 0, 0, 0];
        WriteBytes(zeros[..(int)(-output.Position & (Alignment - 1))]);
    }

    /// <summary>Begins a part that ends with <see cref="EndPart"/>.</summary>
    public void BeginPart() => sum = new XxHash3();

    /// <summary>The checksum of the part, of which the file tells nothing by itself.</summary>
    public ulong EndPart()
    {
        ulong found = sum!.GetCurrentHashAsUInt64();
        sum = null;
        return found;
    }

    /// <summary>Writes values and goes on to the next multiple of eight bytes.</summary>
    public void Write<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        WriteBytes(MemoryMarshal.AsBytes(values));
        Align();
    }

    public void WriteBytes(ReadOnlySpan<byte> bytes)
    {
        sum?.Append(bytes);
        while (!bytes.IsEmpty)
        {
            int count = Math.Min(bytes.Length, buffer.Length);
            bytes[..count].CopyTo(buffer);
            output.WriteBytes(buffer, 0, count);
            bytes = bytes[count..];
        }
    }

    public void WriteFooter() => CodecUtil.WriteFooter(output);

    public void Dispose() => output.Dispose();
}
