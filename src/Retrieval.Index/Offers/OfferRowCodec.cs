using System.Buffers;
using System.Buffers.Binary;

namespace Retrieval.Index.Offers;

/// <summary>
/// The bytes of one offer, little endian. All members are of fixed width, so that a reader can check a length before it believes it:
/// <code>
/// row     = ordinal:i32 saleFrom:i64 saleTo:i64 regions:u16 terms { region:u64 terms }
/// terms   = price:i64 sale:i64 quantity:i64 priceCurrency:u32 saleCurrency:u32 availability:u8
/// </code>
/// A row of two regions has 22 + 33 + 2 × 41 = 137 bytes.
/// </summary>
internal static class OfferRowCodec
{
    public const int HeadBytes = 22;
    public const int TermsBytes = 33;
    public const int RegionBytes = 8 + TermsBytes;

    public static void Write(IBufferWriter<byte> target, int ordinal, in OfferRow row)
    {
        int regions = row.Regions?.Length ?? 0;
        int length = HeadBytes + TermsBytes + regions * RegionBytes;
        Span<byte> bytes = target.GetSpan(length);
        BinaryPrimitives.WriteInt32LittleEndian(bytes, ordinal);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[4..], row.SaleFrom);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[12..], row.SaleTo);
        BinaryPrimitives.WriteUInt16LittleEndian(bytes[20..], (ushort)regions);
        Write(bytes[HeadBytes..], row.Terms);
        for (int i = 0; i < regions; i++) Write(bytes[(HeadBytes + TermsBytes + i * RegionBytes)..], row.Regions![i]);
        target.Advance(length);
    }

    /// <summary>Reads the row at the start of the bytes.</summary>
    /// <returns>Bytes read; 0 where they do not hold a whole row.</returns>
    public static int Read(ReadOnlySpan<byte> bytes, out int ordinal, out OfferRow row)
    {
        ordinal = -1;
        row = default;
        if (bytes.Length < HeadBytes + TermsBytes) return 0;
        int regions = BinaryPrimitives.ReadUInt16LittleEndian(bytes[20..]);
        int length = HeadBytes + TermsBytes + regions * RegionBytes;
        if (bytes.Length < length) return 0;
        ordinal = BinaryPrimitives.ReadInt32LittleEndian(bytes);
        row.SaleFrom = BinaryPrimitives.ReadInt64LittleEndian(bytes[4..]);
        row.SaleTo = BinaryPrimitives.ReadInt64LittleEndian(bytes[12..]);
        row.Terms = Read(bytes[HeadBytes..]);
        if (regions > 0) row.Regions = new RegionalTerms[regions];
        for (int i = 0; i < regions; i++) row.Regions![i] = ReadRegion(bytes[(HeadBytes + TermsBytes + i * RegionBytes)..]);
        return length;
    }

    public static void Write(Span<byte> bytes, in RegionalTerms region)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, region.Region);
        Write(bytes[8..], region.Terms);
    }

    public static RegionalTerms ReadRegion(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt64LittleEndian(bytes), Read(bytes[8..]));

    private static void Write(Span<byte> bytes, in OfferTerms terms)
    {
        BinaryPrimitives.WriteInt64LittleEndian(bytes, terms.Price);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[8..], terms.Sale);
        BinaryPrimitives.WriteInt64LittleEndian(bytes[16..], terms.Quantity);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[24..], terms.PriceCurrency);
        BinaryPrimitives.WriteUInt32LittleEndian(bytes[28..], terms.SaleCurrency);
        bytes[32] = terms.Availability;
    }

    private static OfferTerms Read(ReadOnlySpan<byte> bytes) => new()
    {
        Price = BinaryPrimitives.ReadInt64LittleEndian(bytes),
        Sale = BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]),
        Quantity = BinaryPrimitives.ReadInt64LittleEndian(bytes[16..]),
        PriceCurrency = BinaryPrimitives.ReadUInt32LittleEndian(bytes[24..]),
        SaleCurrency = BinaryPrimitives.ReadUInt32LittleEndian(bytes[28..]),
        Availability = bytes[32],
    };
}
