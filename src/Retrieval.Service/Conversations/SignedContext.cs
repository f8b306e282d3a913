using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Google.Protobuf;
using Retrieval.Conversation.Requests;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Conversations;

/// <summary>
/// A conversation's context on its way through the caller's hands:
/// <code>
/// context = version:u8 | made:i64 (Unix seconds, little endian) | tag:32 | payload
/// tag     = HMAC-SHA256 (RFC 2104) of version, made, the index's name behind its length as i32, payload
/// payload = the context's JSON, compressed by Brotli (RFC 7932)
/// </code>
/// Any process with the same key opens it, so a conversation survives the one that began it. Safe for concurrent use.
/// </summary>
internal sealed class SignedContext(ServerOptions options, TimeProvider? clock = null)
{
    /// <summary>Longest context in bytes.</summary>
    public const int MostBytes = ConversationContext.MostBytes;

    /// <summary>How long a shopper may think.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);

    private const byte Version = 1;
    private const int TagAt = 9, PayloadAt = TagAt + HMACSHA256.HashSizeInBytes;

    // The JSON of the longest context, in letters of three bytes.
    private const int MostOpened = 4 * MostBytes;

    // Latency counts more than bytes: the fastest quality halves a context in about ten microseconds.
    private const int Quality = 1, Window = 16;

    // Clocks of two machines may differ a little.
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>Closes a context.</summary>
    /// <param name="context">The context.</param>
    /// <param name="index">Name of the index that it belongs to.</param>
    public ByteString Seal(ConversationContext context, string index)
    {
        byte[] json = context.ToUtf8();
        var sealedBytes = new byte[PayloadAt + BrotliEncoder.GetMaxCompressedLength(json.Length)];
        sealedBytes[0] = Version;
        BinaryPrimitives.WriteInt64LittleEndian(sealedBytes.AsSpan(1), clock.GetUtcNow().ToUnixTimeSeconds());
        if (!BrotliEncoder.TryCompress(json, sealedBytes.AsSpan(PayloadAt), out int length, Quality, Window) || PayloadAt + length > MostBytes)
            throw new InvalidContextException($"this conversation has grown beyond {MostBytes} bytes; begin it anew");
        Span<byte> whole = sealedBytes.AsSpan(0, PayloadAt + length);
        Sign(whole, index, whole[TagAt..PayloadAt]);
        return ByteString.CopyFrom(whole);
    }

    /// <summary>Opens a context that a caller sent back; null where it sent none.</summary>
    /// <exception cref="InvalidContextException">It is forged, of another index or deployment, too old or too long.</exception>
    public ConversationContext? Open(ReadOnlySpan<byte> sent, string index)
    {
        if (sent.IsEmpty) return null;
        if (sent.Length is < PayloadAt or > MostBytes) throw Refused($"it has {sent.Length} bytes");
        if (sent[0] != Version) throw Refused($"it has version {sent[0]}, this service reads {Version}");
        Span<byte> tag = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Sign(sent, index, tag);
        if (!CryptographicOperations.FixedTimeEquals(tag, sent[TagAt..PayloadAt])) throw Refused("its signature is not this service's for this index");
        TimeSpan age = clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(BinaryPrimitives.ReadInt64LittleEndian(sent[1..]));
        if (age > Lifetime || age < -Skew) throw Refused($"it is {age.TotalHours:0} hours old, {Lifetime.TotalHours:0} are the most; begin the conversation anew");
        var json = new byte[MostOpened];
        if (!BrotliDecoder.TryDecompress(sent[PayloadAt..], json, out int length)) throw Refused("it cannot be decompressed");
        return ConversationContext.Read(json.AsSpan(0, length));
    }

    private void Sign(ReadOnlySpan<byte> context, string index, Span<byte> tag)
    {
        byte[] name = Encoding.UTF8.GetBytes(index);
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, name.Length);
        using IncrementalHash hmac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, options.ContextKey.Span);
        hmac.AppendData(context[..TagAt]);
        hmac.AppendData(length);
        hmac.AppendData(name);
        hmac.AppendData(context[PayloadAt..]);
        hmac.GetHashAndReset(tag);
    }

    private static InvalidContextException Refused(string why) => new($"the context is refused: {why}; send back what the previous answer gave, unchanged");
}
