using System.Collections.Frozen;
using System.Text.Json;
using Retrieval.Text.Languages;

namespace Retrieval.Understanding.Cues;

/// <summary>Which currency a market counts in, and which a shared sign means there; from <c>Data/markets.json</c>.</summary>
internal static class MarketCurrency
{
    /// <summary>Values of the cue <c>currency</c> that name a sign several currencies share.</summary>
    private const string Dollar = "$", Yen = "¥", Pound = "£", Peso = "peso", Franc = "franc", Crown = "crown", Local = "local", Yuan = "yuan";

    private static readonly FrozenDictionary<string, string> Currencies = Load();

    /// <summary>The currency of a price without a sign.</summary>
    public static string Of(string? market, Language language)
        => Currencies.GetValueOrDefault((market ?? UsualMarket(language)).ToUpperInvariant(), "EUR");

    /// <summary>The currency that a sign or word means in a market.</summary>
    public static string Resolve(string sign, string? market, Language language)
    {
        string local = Of(market, language);
        return sign switch
        {
            Dollar => local is "CAD" or "AUD" or "NZD" or "SGD" or "HKD" or "MXN" or "ARS" or "CLP" or "COP" ? local : "USD",
            Yen => local == "JPY" && language != Language.Zh ? "JPY" : "CNY",
            // 元 and 塊 are also what Taiwan counts in.
            Yuan => local == "TWD" ? local : "CNY",
            Pound => "GBP",
            Peso => local is "MXN" or "ARS" or "CLP" or "COP" or "PHP" or "UYU" or "DOP" ? local : "MXN",
            Franc => "CHF",
            // What people call the money of wherever they are: "balles".
            Local => local,
            Crown => local is "SEK" or "NOK" or "DKK" or "CZK" ? local : "SEK",
            _ => sign,
        };
    }

    private static string UsualMarket(Language language) => language switch
    {
        Language.Fr => "FR", Language.De => "DE", Language.Es => "ES", Language.Zh => "CN", Language.It => "IT", Language.Pt => "PT", Language.Nl => "NL",
        _ => "US",
    };

    private static FrozenDictionary<string, string> Load()
    {
        using JsonDocument file = CueFiles.Open("markets");
        return file.RootElement.EnumerateObject()
            .SelectMany(currency => currency.Value.EnumerateArray().Select(market => (Market: market.GetString()!, Currency: currency.Name)))
            .ToFrozenDictionary(pair => pair.Market, pair => pair.Currency, StringComparer.Ordinal);
    }
}
