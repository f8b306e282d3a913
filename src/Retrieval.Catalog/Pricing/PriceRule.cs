using Retrieval.Catalog.Products;

namespace Retrieval.Catalog.Pricing;

/// <summary>What a feed or its map tells about its prices.</summary>
/// <param name="Currency">Currency of prices that state none; null refuses them.</param>
/// <param name="Decimal">The separator of decimals where the map states it, <c>.</c> or <c>,</c>; null lets the rule decide.</param>
/// <param name="MinorUnits">Whether bare numbers are minor units (cents).</param>
/// <param name="IsChinese">Whether the feed is Chinese, where ¥ and 元 are yuan whatever else they may be.</param>
public readonly record struct PriceRule(string? Currency = null, char? Decimal = null, bool MinorUnits = false, bool IsChinese = false);

/// <summary>What was read of a price: the money, or why there is none.</summary>
/// <param name="Money">The price; null where it cannot be read.</param>
/// <param name="Reason">Why it cannot be read; empty otherwise.</param>
/// <param name="IsCurrency">Whether the currency is what is wrong.</param>
public readonly record struct PriceReading(Money? Money, string Reason = "", bool IsCurrency = false);
