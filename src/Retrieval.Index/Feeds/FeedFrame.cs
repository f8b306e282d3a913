using System.Runtime.InteropServices;
using System.Text;

namespace Retrieval.Index.Feeds;

/// <summary>
/// The body of a frame of the feeds' log, as <see cref="BinaryWriter"/> writes it:
/// <code>
/// made     = 0 feed:string country:string           (no country is "")
/// put      = 1 feed:string count { id:string count { variant:string } length:i32 json }
/// applied  = 2                                       the index has what was put last
/// </code>
/// </summary>
internal static class FeedFrame
{
    public enum Kind : byte
    {
        Made,
        Put,
        Applied,
    }

    public static ReadOnlySpan<byte> Applied => [(byte)Kind.Applied];

    public static byte[] Made(string feed, string? country)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes);
        writer.Write((byte)Kind.Made);
        writer.Write(feed);
        writer.Write(country ?? "");
        return bytes.ToArray();
    }

    /// <param name="feed">Id of the feed.</param>
    /// <param name="products">What is put in.</param>
    /// <param name="places">Receives where in the body each product's JSON stands.</param>
    public static ReadOnlySpan<byte> Put(string feed, IReadOnlyList<FeedProduct> products, List<int> places)
    {
        var bytes = new MemoryStream(products.Sum(static product => product.Json.Length + 64));
        using var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true);
        writer.Write((byte)Kind.Put);
        writer.Write(feed);
        writer.Write7BitEncodedInt(products.Count);
        foreach (FeedProduct product in products)
        {
            writer.Write(product.Id);
            writer.Write7BitEncodedInt(product.Variants.Count);
            foreach (string variant in product.Variants) writer.Write(variant);
            writer.Write(product.Json.Length);
            places.Add((int)bytes.Position);
            writer.Write(product.Json.Span);
        }
        return bytes.GetBuffer().AsSpan(0, (int)bytes.Length);
    }

    public static Kind Read(ReadOnlyMemory<byte> body, out BinaryReader rest)
    {
        MemoryMarshal.TryGetArray(body, out ArraySegment<byte> segment);
        rest = new BinaryReader(new MemoryStream(segment.Array!, segment.Offset, segment.Count, writable: false));
        return (Kind)rest.ReadByte();
    }

    /// <summary>Reads what <see cref="Put"/> wrote behind its kind and feed.</summary>
    public static List<FeedProduct> ReadProducts(BinaryReader rest, ReadOnlyMemory<byte> body, List<int> places)
    {
        var products = new List<FeedProduct>();
        for (int left = rest.Read7BitEncodedInt(); left > 0; left--)
        {
            string id = rest.ReadString();
            var variants = new string[rest.Read7BitEncodedInt()];
            for (int i = 0; i < variants.Length; i++) variants[i] = rest.ReadString();
            int length = rest.ReadInt32();
            int at = (int)rest.BaseStream.Position;
            places.Add(at);
            products.Add(new FeedProduct(id, variants, body.Slice(at, length)));
            rest.BaseStream.Position = at + length;
        }
        return products;
    }
}
