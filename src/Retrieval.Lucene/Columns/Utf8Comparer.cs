using System.Diagnostics.CodeAnalysis;
using System.IO.Hashing;

namespace Retrieval.Lucene.Columns;

/// <summary>Compares texts by their bytes; a dictionary of arrays answers for spans, too.</summary>
internal sealed class Utf8Comparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>, IComparer<byte[]>
{
    public static Utf8Comparer Instance { get; } = new();

    public int Compare(byte[]? x, byte[]? y) => x.AsSpan().SequenceCompareTo(y);

    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    public int GetHashCode([DisallowNull] byte[] text) => GetHashCode(text.AsSpan());

    public byte[] Create(ReadOnlySpan<byte> text) => text.ToArray();

    public bool Equals(ReadOnlySpan<byte> text, byte[] other) => text.SequenceEqual(other);

    public int GetHashCode(ReadOnlySpan<byte> text) => (int)XxHash3.HashToUInt64(text);
}
