using Lucene.Net.Codecs.Compressing;

namespace Retrieval.Lucene.Stored;

/// <summary>Lucene.Net's stored fields, in its own chunks of 16 KiB, with <see cref="Lz4Compression"/> in place of its compression.</summary>
internal sealed class Lz4StoredFieldsFormat() : CompressingStoredFieldsFormat("RetrievalLz4Stored", new Lz4Compression(), ChunkBytes)
{
    private const int ChunkBytes = 1 << 14;
}
