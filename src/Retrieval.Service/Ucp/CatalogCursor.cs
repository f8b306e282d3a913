using System.Buffers.Binary;
using System.Buffers.Text;
using System.IO.Hashing;
using System.Text.Json;

namespace Retrieval.Service.Ucp;

/// <summary>
/// Where the next page begins, opaque to the caller: version (1 byte), hash of the question (8), offset (4), base64url. The hash refuses
/// a cursor of another question; what it promises is no secret, so it is not signed.
/// </summary>
internal static class CatalogCursor
{
    private const byte Version = 1;
    private const int Length = 13;

    public static string Write(CatalogSearchRequest request, int offset)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Version;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes[1..], HashOf(request));
        BinaryPrimitives.WriteInt32LittleEndian(bytes[9..], offset);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>Offset of a request's cursor; 0 where it has none.</summary>
    /// <exception cref="CatalogRequestException">The cursor is not of this question.</exception>
    public static int Read(CatalogSearchRequest request)
    {
        if (request.Pagination?.Cursor is not { Length: > 0 } cursor) return 0;
        Span<byte> bytes = stackalloc byte[Length];
        bool isOurs = Base64Url.IsValid(cursor, out int length) && length == Length && Base64Url.TryDecodeFromChars(cursor, bytes, out _)
            && bytes[0] == Version && BinaryPrimitives.ReadUInt64LittleEndian(bytes[1..]) == HashOf(request) && BinaryPrimitives.ReadInt32LittleEndian(bytes[9..]) > 0;
        if (!isOurs) throw new CatalogRequestException("invalid_cursor", "the cursor belongs to another search; send the search of which it came, or none");
        return BinaryPrimitives.ReadInt32LittleEndian(bytes[9..]);
    }

    private static ulong HashOf(CatalogSearchRequest request) =>
        XxHash64.HashToUInt64(JsonSerializer.SerializeToUtf8Bytes(request with { Pagination = null }, CatalogJson.Options));
}
