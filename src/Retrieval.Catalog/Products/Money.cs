namespace Retrieval.Catalog.Products;

/// <summary>An amount of money in minor units of its currency (cents for EUR, yen for JPY). Never a floating-point number.</summary>
/// <param name="Amount">Minor units by the ISO 4217 exponent.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
public readonly record struct Money(long Amount, string Currency);
