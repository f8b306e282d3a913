using K4os.Compression.LZ4;
using Lucene.Net.Codecs.Compressing;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Stored;

/// <summary>
/// LZ4 blocks (the format of lz4.org's "LZ4 Block Format Description") behind their length, a varint. Lucene.Net's own LZ4 reads byte by byte
/// through virtual calls, since its blocks do not say where they end; a block that does is copied and decoded at once, in a quarter of the time.
/// </summary>
internal sealed class Lz4Compression : CompressionMode
{
    public override Compressor NewCompressor() => new Writer();

    public override Decompressor NewDecompressor() => new Reader();

    private sealed class Writer : Compressor
    {
        private byte[] block = [];

        public override void Compress(byte[] bytes, int off, int len, DataOutput output)
        {
            int most = LZ4Codec.MaximumOutputSize(len);
            if (block.Length < most)
                block = new byte[most];
            int length = LZ4Codec.Encode(bytes.AsSpan(off, len), block);
            output.WriteVInt32(length);
            output.WriteBytes(block, 0, length);
        }
    }

    private sealed class Reader : Decompressor
    {
        private byte[] block = [];

        public override void Decompress(DataInput input, int originalLength, int offset, int length, BytesRef bytes)
        {
            int blockLength = input.ReadVInt32();
            if (blockLength < 0 || blockLength > LZ4Codec.MaximumOutputSize(originalLength))
                throw new CorruptIndexException($"a block of stored fields has {blockLength} bytes for {originalLength}: {input}");
            if (block.Length < blockLength)
                block = new byte[blockLength];
            input.ReadBytes(block, 0, blockLength);
            if (bytes.Bytes.Length < originalLength)
                bytes.Bytes = new byte[originalLength];
            // What stands behind the bytes asked for need not be decoded.
            int decoded = LZ4Codec.PartialDecode(block.AsSpan(0, blockLength), bytes.Bytes.AsSpan(0, offset + length));
            if (decoded != offset + length)
                throw new CorruptIndexException($"a block of stored fields does not hold the {offset + length} bytes looked for: {input}");
            bytes.Offset = offset;
            bytes.Length = length;
        }

        public override object Clone() => new Reader();
    }
}
