namespace Retrieval.Catalog.Reading;

/// <summary>One thing that is wrong with a line of a feed.</summary>
/// <param name="File">The file as it was named, <c>-</c> for standard input.</param>
/// <param name="Line">Line of the file, from 1; a record of several lines has the number of its first.</param>
/// <param name="Field">The member or column at fault (<c>offers[1].price</c>); empty where it is the line as a whole.</param>
/// <param name="Reason">What was found and what is expected, in a sentence without a full stop.</param>
/// <param name="Kind">What it counts as.</param>
public sealed record Diagnostic(string File, long Line, string Field, string Reason, DiagnosticKind Kind)
{
    /// <summary>Whether the line was refused for it; otherwise the line was taken without the field.</summary>
    public bool IsRefusal => Kind.IsRefusal();

    /// <summary><c>feed.jsonl:12: price: "cheap" is not a price</c>.</summary>
    public override string ToString() => $"{File}:{Line}: {(Field.Length == 0 ? "" : Field + ": ")}{Reason}";
}

/// <summary>What diagnostics are counted by.</summary>
public enum DiagnosticKind : byte
{
    /// <summary>Refused: the line is not an object or record of the format.</summary>
    Malformed,
    /// <summary>Refused: the line is not UTF-8.</summary>
    NotUtf8,
    /// <summary>Refused: no id, or one that cannot serve as a key.</summary>
    BadId,
    /// <summary>Refused: no title.</summary>
    NoTitle,
    /// <summary>Refused: a price that cannot be read.</summary>
    BadPrice,
    /// <summary>Refused: a currency that does not exist, or none where one is needed.</summary>
    BadCurrency,
    /// <summary>Refused: a limit of the contract is broken.</summary>
    OverLimit,
    /// <summary>Refused: an update with an operation that does not exist.</summary>
    BadOperation,

    /// <summary>Taken without it: a GTIN of a wrong length or check digit.</summary>
    BadGtin,
    /// <summary>Taken without it: a value that is not among those the member knows.</summary>
    UnknownValue,
    /// <summary>Taken without it: a number that cannot be read or lies outside its range.</summary>
    BadNumber,
    /// <summary>Taken without it: a date or time that cannot be read.</summary>
    BadDate,
    /// <summary>Taken without it: a JSON form that the member does not have.</summary>
    WrongForm,
    /// <summary>Taken without the sale: its price is above the regular one, in another currency, or its dates cannot hold.</summary>
    BadSale,
    /// <summary>Kept as written: a country or region that does not exist, so that it matches no market.</summary>
    UnknownCountry,
}

/// <summary>Names of kinds, and which of them refuse a line.</summary>
public static class DiagnosticKinds
{
    private static readonly string[] Names =
    [
        "malformed", "not_utf8", "bad_id", "no_title", "bad_price", "bad_currency", "over_limit", "bad_operation",
        "bad_gtin", "unknown_value", "bad_number", "bad_date", "wrong_form", "bad_sale", "unknown_country",
    ];

    /// <summary>Whether a line with such a diagnostic is refused.</summary>
    public static bool IsRefusal(this DiagnosticKind kind) => kind <= DiagnosticKind.BadOperation;

    /// <summary>The name in snake_case, as JSON and reports show it.</summary>
    public static string Name(this DiagnosticKind kind) => Names[(int)kind];
}
