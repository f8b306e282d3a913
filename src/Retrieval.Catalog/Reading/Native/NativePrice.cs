using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;

namespace Retrieval.Catalog.Reading.Native;

/// <summary>Prices of the native form, which is strict: nothing here looks at separators of thousands or at signs.</summary>
internal static class NativePrice
{
    /// <summary>"49.90 EUR", or the amount alone where the command told a currency; refuses the line otherwise.</summary>
    public static Money? Parse(string text, string field, ProductDraft draft, ReadOptions options)
    {
        if (Money.TryParse(text, out Money money)) return money;
        ReadOnlySpan<char> span = text.AsSpan().Trim();
        int space = span.IndexOf(' ');
        ReadOnlySpan<char> digits = space < 0 ? span : span[..space];
        ReadOnlySpan<char> currency = space < 0 ? options.Currency : span[space..].Trim();
        if (!TryAmount(digits, out decimal major))
            draft.Refuse(DiagnosticKind.BadPrice, field, $"\"{ProductDraft.Shown(text)}\" is not a price such as \"49.90 EUR\"");
        else if (currency.IsEmpty)
            draft.Refuse(DiagnosticKind.BadCurrency, field, $"{ProductDraft.Shown(text)} has no currency, and the command tells none (--currency)");
        else if (!Currencies.TryGet(currency, out string code, out int exponent))
            draft.Refuse(DiagnosticKind.BadCurrency, field, $"\"{ProductDraft.Shown(currency.ToString())}\" is not a currency of ISO 4217");
        else if (!Money.TryFromMajor(major, code, out money))
            draft.Refuse(DiagnosticKind.BadPrice, field, $"\"{ProductDraft.Shown(text)}\" is negative, too large, or has more than the {exponent} decimals of {code}");
        else
            return money;
        return null;
    }

    /// <summary>An amount in minor units; refuses the line where a part is missing or wrong.</summary>
    public static Money? FromMinor(long? amount, string? currency, string field, ProductDraft draft)
    {
        if (amount is not { } minor || minor < 0 || minor > Money.MaxAmount)
            draft.Refuse(DiagnosticKind.BadPrice, field, "\"amount\" is not a whole number of minor units from 0 on");
        else if (currency is null || !Currencies.TryGet(currency, out string code, out _))
            draft.Refuse(DiagnosticKind.BadCurrency, field, $"\"currency\" \"{ProductDraft.Shown(currency ?? "")}\" is not a currency of ISO 4217");
        else
            return new Money(minor, code);
        return null;
    }

    /// <summary>Digits as the native form writes them; a JSON number may have an exponent besides.</summary>
    private static bool TryAmount(ReadOnlySpan<char> digits, out decimal major)
        => Money.TryParseMajor(digits, out major)
            || (digits.Length is > 0 and <= 28 && char.IsAsciiDigit(digits[^1])
                && decimal.TryParse(digits, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out major));
}
