namespace Retrieval.Index.Offers;

/// <summary>
/// Codes of up to eight ASCII characters as one number, the first character in the lowest byte: currencies (<c>EUR</c>) in 32 bits,
/// regions (<c>US-CA</c>) in 64. Zero is "none".
/// </summary>
internal static class PackedCode
{
    public static uint Currency(string? code) => code is null ? 0 : (uint)Pack(code);

    public static ulong Region(string? region) => region is null ? 0 : Pack(region);

    public static string Unpack(ulong packed)
    {
        if (packed is > 0 and <= uint.MaxValue && Shared.TryGetValue((uint)packed, out string? shared)) return shared;
        Span<char> text = stackalloc char[8];
        int length = 0;
        for (; packed != 0; packed >>= 8) text[length++] = (char)(packed & 0xFF);
        return new string(text[..length]);
    }

    // Answers name a currency at every hit: the common ones share one string.
    private static readonly Dictionary<uint, string> Shared = Catalog.Pricing.Currencies.All.ToDictionary(Currency);

    private static ulong Pack(string code)
    {
        if (code.Length > 8) throw new ArgumentException($"\"{code}\" is longer than eight characters", nameof(code));
        ulong packed = 0;
        for (int i = code.Length - 1; i >= 0; i--) packed = packed << 8 | (byte)code[i];
        return packed;
    }
}
