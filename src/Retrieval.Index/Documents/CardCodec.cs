using System.Buffers;
using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using Retrieval.Catalog.Products;

namespace Retrieval.Index.Documents;

/// <summary>
/// The bytes of a <see cref="ProductCard"/>, the payload of its columns; numbers are little endian:
/// <code>
/// card    = stated:u8 id title [groupId] [brand] [url] [imageUrl] [rating:f64] [reviewCount:i64] fields:u8 { end:i32 } { term:u32 } { position:u8 }
/// text    = bytes:i32 UTF-8
/// position = of the first field's terms, 255 beyond 254
/// stated  = bit 0 groupId, 1 brand, 2 url, 3 imageUrl, 4 rating, 5 reviewCount
/// </code>
/// </summary>
internal static class CardCodec
{
    // Id and title are always there.
    private const int UnflaggedTexts = 2;
    private const uint TextFlags = 15;

    public static ReadOnlySpan<byte> Write(Product product, FieldTerms terms)
    {
        string? image = product.ImageUrls.Count > 0 ? product.ImageUrls[0] : null;
        var card = new ArrayBufferWriter<byte>(512);
        bool[] stated = [product.GroupId is not null, product.Brand is not null, product.Url is not null, image is not null, product.Rating is not null, product.ReviewCount is not null];
        byte flags = 0;
        for (int i = 0; i < stated.Length; i++) flags |= (byte)(stated[i] ? 1 << i : 0);
        card.Write([flags]);
        foreach (string? text in (ReadOnlySpan<string?>)[product.Id, product.Title, product.GroupId, product.Brand, product.Url, image])
        {
            if (text is null) continue;
            Int32(card, Encoding.UTF8.GetByteCount(text));
            Encoding.UTF8.GetBytes(text, card);
        }
        if (product.Rating is { } rating) Int64(card, BitConverter.DoubleToInt64Bits(rating));
        if (product.ReviewCount is { } reviews) Int64(card, reviews);
        card.Write([(byte)terms.Ends.Length]);
        foreach (int end in terms.Ends) Int32(card, end);
        foreach (uint term in terms.Terms) Int32(card, (int)term);
        card.Write(terms.Positions);
        return card.WrittenSpan;
    }

    /// <summary>What stands behind the texts.</summary>
    /// <param name="record">A card's bytes.</param>
    /// <param name="rating">Mean rating; null where not stated.</param>
    /// <param name="reviews">Number of reviews; null where not stated.</param>
    /// <exception cref="ArgumentException">The bytes end too early.</exception>
    public static CardTerms ReadNumbers(ReadOnlySpan<byte> record, out double? rating, out long? reviews)
    {
        ReadOnlySpan<byte> rest = record[1..];
        byte stated = record[0];
        for (int text = BitOperations.PopCount((uint)stated & TextFlags) + UnflaggedTexts; text > 0; text--) TakeText(ref rest);
        rating = (stated & 16) != 0 ? BitConverter.Int64BitsToDouble(Int64(ref rest)) : null;
        reviews = (stated & 32) != 0 ? Int64(ref rest) : null;
        return new CardTerms(rest);
    }

    /// <summary>One of a card's texts; null where it is not stated.</summary>
    /// <param name="record">A card's bytes.</param>
    /// <param name="text">Its place among the texts of the grammar, from 0.</param>
    public static string? ReadText(ReadOnlyMemory<byte> record, int text)
    {
        ReadOnlySpan<byte> rest = record.Span[1..];
        int flag = text < UnflaggedTexts ? 0 : 1 << (text - UnflaggedTexts);
        byte stated = record.Span[0];
        if ((stated & flag) != flag) return null;
        int before = flag == 0 ? text : UnflaggedTexts + BitOperations.PopCount((uint)stated & (uint)(flag - 1));
        for (int i = 0; i < before; i++) TakeText(ref rest);
        return Encoding.UTF8.GetString(TakeText(ref rest));
    }

    private static void Int32(ArrayBufferWriter<byte> target, int value)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target.GetSpan(sizeof(int)), value);
        target.Advance(sizeof(int));
    }

    private static void Int64(ArrayBufferWriter<byte> target, long value)
    {
        BinaryPrimitives.WriteInt64LittleEndian(target.GetSpan(sizeof(long)), value);
        target.Advance(sizeof(long));
    }

    private static int Int32(ref ReadOnlySpan<byte> rest)
    {
        int value = BinaryPrimitives.ReadInt32LittleEndian(rest);
        rest = rest[sizeof(int)..];
        return value;
    }

    private static long Int64(ref ReadOnlySpan<byte> rest)
    {
        long value = BinaryPrimitives.ReadInt64LittleEndian(rest);
        rest = rest[sizeof(long)..];
        return value;
    }

    private static ReadOnlySpan<byte> TakeText(ref ReadOnlySpan<byte> rest)
    {
        int length = Int32(ref rest);
        ReadOnlySpan<byte> text = rest[..length];
        rest = rest[length..];
        return text;
    }
}
