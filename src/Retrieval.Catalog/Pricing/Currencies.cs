using System.Globalization;

namespace Retrieval.Catalog.Pricing;

/// <summary>The currencies of ISO 4217 and their exponents (<c>currencies.tsv</c>).</summary>
public static class Currencies
{
    // Indexed by the three letters in base 26: a look-up neither hashes nor allocates.
    private static readonly string?[] Codes = new string?[26 * 26 * 26];
    private static readonly byte[] Exponents = new byte[26 * 26 * 26];
    private static readonly List<string> Known = [];

    static Currencies()
    {
        foreach (string[] row in TableFile.Rows("currencies.tsv"))
        {
            int slot = Slot(row[0]);
            Codes[slot] = row[0];
            Exponents[slot] = byte.Parse(row[1], CultureInfo.InvariantCulture);
            Known.Add(row[0]);
        }
    }

    /// <summary>Every code, in alphabetical order.</summary>
    public static IReadOnlyList<string> All => Known;

    /// <summary>Finds a currency by its three letters, of either case. <paramref name="code"/> is the shared upper-case string.</summary>
    /// <returns>False where no such currency exists.</returns>
    public static bool TryGet(ReadOnlySpan<char> letters, out string code, out int exponent)
    {
        int slot = Slot(letters);
        code = slot < 0 ? "" : Codes[slot] ?? "";
        exponent = slot < 0 ? 0 : Exponents[slot];
        return code.Length != 0;
    }

    /// <summary>Digits of the currency's minor unit: 2 for EUR, 0 for JPY, 3 for KWD.</summary>
    /// <exception cref="ArgumentException">No such currency exists.</exception>
    public static int Exponent(string code)
        => TryGet(code, out _, out int exponent) ? exponent : throw new ArgumentException($"\"{code}\" is not a currency of ISO 4217", nameof(code));

    private static int Slot(ReadOnlySpan<char> letters)
    {
        if (letters.Length != 3) return -1;
        int slot = 0;
        foreach (char c in letters)
        {
            if (!char.IsAsciiLetter(c)) return -1;
            slot = slot * 26 + ((c | 0x20) - 'a');
        }
        return slot;
    }
}
