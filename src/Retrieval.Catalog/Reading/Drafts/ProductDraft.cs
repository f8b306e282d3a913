using System.Globalization;
using System.Text;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Catalog.Regions;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Reading.Drafts;

/// <summary>
/// A product while its line is read: every format sets its members here, so that one place decides what is refused, what is
/// taken with a warning, and what the limits are. Reused from line to line. After a refusal readers may go on; only the first counts.
/// </summary>
internal sealed class ProductDraft
{
    private readonly List<Diagnostic> warnings = [];
    private readonly AttributeDraft attributes = new();
    private bool isStored;
    private Diagnostic? refusal;
    private string file = "";
    private long line;
    private string? id;
    private string? title;
    private string? description;
    private string? gtin;
    private string? condition;
    private Language? language;
    private DateTimeOffset? saleFrom;
    private DateTimeOffset? saleTo;
    private bool saleDatesHold;
    private Availability? availability;
    private DateOnly? availabilityDate;
    private long? quantity;

    public string? GroupId { get; set; }
    public string? Brand { get; set; }
    public string? Mpn { get; set; }
    public string? Url { get; set; }
    public IReadOnlyList<string> ImageUrls { get; set; } = [];
    public IReadOnlyList<string> Category { get; set; } = [];
    public Money? Price { get; set; }
    public Money? SalePrice { get; set; }
    public IReadOnlyList<RegionalOffer> Offers { get; set; } = [];
    public IReadOnlyList<string> Countries { get; set; } = [];
    public IReadOnlyList<Shipping> Shipping { get; set; } = [];
    public IReadOnlyList<string> Color { get; set; } = [];
    public IReadOnlyList<string> Material { get; set; } = [];
    public IReadOnlyList<string> Size { get; set; } = [];
    public string? SizeSystem { get; set; }
    public IReadOnlyList<string> Gender { get; set; } = [];
    public IReadOnlyList<string> AgeGroup { get; set; } = [];
    public IReadOnlyList<string> Synonyms { get; set; } = [];
    public IReadOnlyList<string> UseCases { get; set; } = [];
    public IReadOnlyList<string> Highlights { get; set; } = [];
    public string? Ingredients { get; set; }
    public Allergens? Allergens { get; set; }
    public IReadOnlyList<string> Diets { get; set; } = [];
    public IReadOnlyList<string> Norms { get; set; } = [];
    public IReadOnlyList<string> CompatibleWith { get; set; } = [];
    public double? Rating { get; set; }
    public long? ReviewCount { get; set; }
    public double? Popularity { get; set; }
    public double? ReturnRate { get; set; }
    public DateOnly? Released { get; set; }
    public string? Warning { get; set; }
    public int? AgeRestriction { get; set; }
    public IReadOnlyList<RelatedProduct> Related { get; set; } = [];
    public bool EligibleSearch { get; set; } = true;
    public bool EligibleCheckout { get; set; }
    public DateTimeOffset? Expires { get; set; }
    public Seller? Seller { get; set; }

    public Availability? Availability => availability;

    public bool HasTitle => title is not null;

    public bool IsRefused => refusal is not null;

    public Diagnostic? Refusal => refusal;

    public bool IsStored => isStored;

    /// <summary>Begins the product of a line. What the engine itself stored was checked when it was read from its feed: it is taken exactly as it stands.</summary>
    public void Begin(string ofFile, long atLine, bool stored = false)
    {
        file = ofFile;
        line = atLine;
        isStored = stored;
        refusal = null;
        warnings.Clear();
        attributes.Clear();
        id = title = description = gtin = condition = null;
        language = null;
        saleFrom = saleTo = null;
        saleDatesHold = true;
        availability = null;
        availabilityDate = null;
        quantity = null;
        GroupId = Brand = Mpn = Url = SizeSystem = Ingredients = Warning = null;
        ImageUrls = Category = Countries = Color = Material = Size = Gender = AgeGroup = [];
        Synonyms = UseCases = Highlights = Diets = Norms = CompatibleWith = [];
        Price = SalePrice = null;
        Offers = [];
        Shipping = [];
        Related = [];
        Allergens = null;
        Rating = Popularity = ReturnRate = null;
        ReviewCount = null;
        Released = null;
        AgeRestriction = null;
        EligibleSearch = true;
        EligibleCheckout = false;
        Expires = null;
        Seller = null;
    }

    public void Refuse(DiagnosticKind kind, string field, string reason)
        => refusal ??= new Diagnostic(file, line, field, reason, kind);

    public void Warn(DiagnosticKind kind, string field, string reason)
        => warnings.Add(new Diagnostic(file, line, field, reason, kind));

    /// <summary>Text as one clean line; null where nothing is left of it.</summary>
    public string? Line(string? text) => isStored ? text : PlainText.Line(text);

    /// <summary>Text with its line breaks; null where nothing is left of it.</summary>
    public string? Lines(string? text) => isStored ? text : PlainText.Lines(text);

    /// <summary>A JSON number as the text of a value.</summary>
    public string Number(ReadOnlySpan<byte> token) => isStored ? Encoding.ASCII.GetString(token) : JsonNumberText.Of(token);

    public void SetId(string? text)
    {
        if (isStored)
        {
            id = text;
            return;
        }
        id = text?.Trim();
        if (string.IsNullOrEmpty(id)) return;
        if (Encoding.UTF8.GetByteCount(id) > Limits.IdBytes) Refuse(DiagnosticKind.OverLimit, "id", $"longer than {Limits.IdBytes} bytes");
        if (id.AsSpan().ContainsAnyInRange('\0', '\x1f') || id.AsSpan().ContainsAnyInRange('\x7f', '\x9f'))
            Refuse(DiagnosticKind.BadId, "id", "holds a control character");
    }

    public void SetTitle(string? text)
    {
        title = Line(text);
        if (!isStored && title is not null && Limits.IsLonger(title, Limits.TitleCharacters))
            Refuse(DiagnosticKind.OverLimit, "title", $"longer than {Limits.TitleCharacters} characters");
    }

    public void SetDescription(string? text)
    {
        if (!isStored && text is not null && Limits.IsLonger(text, Limits.DescriptionCharacters))
        {
            Refuse(DiagnosticKind.OverLimit, "description", $"longer than {Limits.DescriptionCharacters:N0} characters");
            return;
        }
        description = isStored ? text : PlainText.FromHtml(text);
    }

    public void SetLanguage(string text)
    {
        if (LanguageCodes.TryParse(text.Trim(), out Language known)) language = known;
        else Warn(DiagnosticKind.UnknownValue, "language", $"\"{Shown(text)}\" is not a language that is known");
    }

    public void SetGtin(string text)
    {
        if (isStored) gtin = text;
        else if (Gtin.TryParse(text, out string right)) gtin = right;
        else Warn(DiagnosticKind.BadGtin, "gtin", $"\"{Shown(text)}\" is not a GTIN of 8, 12, 13 or 14 digits with a right check digit");
    }

    public void SetCondition(string text)
    {
        if (isStored) condition = text;
        else if (KnownValues.TryCondition(text, out string known)) condition = known;
        else Warn(DiagnosticKind.UnknownValue, "condition", $"\"{Shown(text)}\" is none of new, refurbished, used");
    }

    public void SetAvailability(string field, string text) => availability = ParseAvailability(field, text) ?? availability;

    public void SetAvailability(Availability value) => availability = value;

    public Availability? ParseAvailability(string field, string text)
    {
        if (KnownValues.TryAvailability(text, out Availability known)) return known;
        Warn(DiagnosticKind.UnknownValue, field, $"\"{Shown(text)}\" is none of in_stock, out_of_stock, preorder, backorder, unknown");
        return null;
    }

    public void SetAvailabilityDate(string text) => availabilityDate = ParseDate("availability_date", text);

    public void SetQuantity(string text) => quantity = ParseCount("quantity", text);

    public void SetSaleFrom(string text) => saleFrom = ParseSaleDate("sale_from", text, isEnd: false);

    public void SetSaleTo(string text) => saleTo = ParseSaleDate("sale_to", text, isEnd: true);

    public void SetExpires(string text) => Expires = ParseInstant("expires", text, isEnd: true);

    public DateOnly? ParseDate(string field, string text)
    {
        if (DateText.TryParseDate(text, out DateOnly date)) return date;
        Warn(DiagnosticKind.BadDate, field, $"\"{Shown(text)}\" is not a date such as 2026-11-25");
        return null;
    }

    public DateTimeOffset? ParseInstant(string field, string text, bool isEnd)
    {
        if (DateText.TryParseInstant(text, isEnd, out DateTimeOffset instant)) return instant;
        Warn(DiagnosticKind.BadDate, field, $"\"{Shown(text)}\" is not a time of RFC 3339 such as 2026-11-25T08:00:00Z");
        return null;
    }

    /// <summary>A price in words of the feed; refuses the line where it cannot be read.</summary>
    public Money? ParsePrice(string field, string text, PriceRule rule)
    {
        PriceReading reading = PriceText.Read(text, rule);
        if (reading.Money is { } money) return money;
        Refuse(reading.IsCurrency ? DiagnosticKind.BadCurrency : DiagnosticKind.BadPrice, field, $"\"{Shown(text)}\": {reading.Reason}");
        return null;
    }

    /// <summary>A whole number that is not negative.</summary>
    public long? ParseCount(string field, string text, long max = long.MaxValue)
    {
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal count)
            && count >= 0 && count <= max && count == decimal.Truncate(count)) return (long)count;
        Warn(DiagnosticKind.BadNumber, field, $"\"{Shown(text)}\" is not a whole number from 0 on");
        return null;
    }

    /// <summary>A number within a range, both ends included.</summary>
    public double? ParseNumber(string field, string text, double min, double max)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && number >= min && number <= max) return number;
        Warn(DiagnosticKind.BadNumber, field, string.Create(CultureInfo.InvariantCulture, $"\"{Shown(text)}\" is not a number from {min} to {max}"));
        return null;
    }

    public bool? ParseBoolean(string field, string text)
    {
        if (KnownValues.TryBoolean(text, out bool value)) return value;
        Warn(DiagnosticKind.WrongForm, field, $"\"{Shown(text)}\" is neither true nor false");
        return null;
    }

    /// <summary>A country's code. One that does not exist is kept as written: it matches no market, while dropping it would open all of them.</summary>
    public string ParseCountry(string field, string text)
    {
        if (isStored) return text;
        if (RegionCodes.TryCountry(text, out string code)) return code;
        Warn(DiagnosticKind.UnknownCountry, field, $"\"{Shown(text)}\" is not a country of ISO 3166 such as FR");
        return text.Trim().ToUpperInvariant();
    }

    /// <summary>A region's code; kept as written where it does not exist, as <see cref="ParseCountry"/> does.</summary>
    public string ParseRegion(string field, string text)
    {
        if (isStored) return text;
        if (RegionCodes.TryRegion(text, out string code)) return code;
        Warn(DiagnosticKind.UnknownCountry, field, $"\"{Shown(text)}\" is neither a country of ISO 3166 nor a subdivision such as US-CA");
        return text.Trim().ToUpperInvariant();
    }

    public void SetDiets(IReadOnlyList<string> texts)
    {
        if (isStored)
        {
            Diets = texts;
            return;
        }
        var known = new List<string>(texts.Count);
        foreach (string text in texts)
        {
            if (KnownValues.TryDiet(text, out string diet)) known.Add(diet);
            else Warn(DiagnosticKind.UnknownValue, "diets", $"\"{Shown(text)}\" is not a diet that is known");
        }
        Diets = known.Count == 0 ? [] : known.ToArray();
    }

    public RelatedProduct? ParseRelated(string field, string? other, string? type)
    {
        if (isStored) return new RelatedProduct(other!, type!);
        if (other is not null && type is not null && KnownValues.TryRelation(type, out string known)) return new RelatedProduct(other, known);
        if (other is null) Warn(DiagnosticKind.WrongForm, field, "a relation needs an \"id\"");
        else Warn(DiagnosticKind.UnknownValue, field, $"\"{Shown(type ?? "")}\" is none of {KnownValues.RelationNames}");
        return null;
    }

    /// <summary>Adds values to the attribute of that name; refuses the line where the name is too long or the values too many.</summary>
    public void AddAttribute(string name, IReadOnlyList<string> values, AttributeKind kind, string? unit = null)
    {
        string? clean = Line(name);
        if (clean is null || values.Count == 0) return;
        if (!isStored && Limits.IsLonger(clean, Limits.AttributeNameCharacters))
            Refuse(DiagnosticKind.OverLimit, "attributes", $"an attribute's name is longer than {Limits.AttributeNameCharacters} characters: \"{Shown(clean)}\"");
        else if (!attributes.Add(clean, values, kind, unit))
            Refuse(DiagnosticKind.OverLimit, clean, $"more than {Limits.ListEntries:N0} values");
    }

    /// <summary>Ends the line: the product with its warnings, or the refusal.</summary>
    public CatalogLine Finish(ReadOptions options)
    {
        if (string.IsNullOrEmpty(id)) Refuse(DiagnosticKind.BadId, "id", "missing; every product needs a key");
        else if (title is null) Refuse(DiagnosticKind.NoTitle, "title", "missing; every product needs a title");
        if (refusal is not null) return new CatalogLine(null, [refusal]);
        if (!isStored) CheckSale();
        Product product = Build(options);
        return new CatalogLine(product, TakeWarnings());
    }

    /// <summary>The warnings so far.</summary>
    public IReadOnlyList<Diagnostic> TakeWarnings() => warnings.Count == 0 ? [] : warnings.ToArray();

    /// <summary>A value for a message: cut where it is long.</summary>
    public static string Shown(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private DateTimeOffset? ParseSaleDate(string field, string text, bool isEnd)
    {
        DateTimeOffset? date = ParseInstant(field, text, isEnd);
        saleDatesHold &= date is not null;
        return date;
    }

    /// <summary>
    /// A sale that cannot be right is dropped whole: a reduced price without the date that ends it would be shown for ever.
    /// </summary>
    private void CheckSale()
    {
        if (SalePrice is { } same && same == Price) SalePrice = null; // no reduction
        if (SalePrice is { } sale && (SaleFault(Price, sale) ?? SaleDatesFault()) is { } fault)
        {
            Warn(DiagnosticKind.BadSale, "sale_price", fault + "; the sale is left out");
            SalePrice = null;
            saleFrom = saleTo = null;
        }
        if (Offers.Any(o => o.SalePrice is { } regional && SaleFault(o.Price ?? Price, regional) is not null)) CheckRegionalSales();
    }

    private void CheckRegionalSales()
    {
        RegionalOffer[] kept = [.. Offers];
        for (int i = 0; i < kept.Length; i++)
        {
            if (kept[i].SalePrice is not { } sale || SaleFault(kept[i].Price ?? Price, sale) is not { } fault) continue;
            Warn(DiagnosticKind.BadSale, $"offers[{i}].sale_price", fault + "; it is left out");
            kept[i] = kept[i] with { SalePrice = null };
        }
        Offers = kept;
    }

    private string? SaleDatesFault()
    {
        if (!saleDatesHold) return "a date of the sale cannot be read";
        return saleFrom > saleTo ? "the sale ends before it begins" : null;
    }

    private static string? SaleFault(Money? price, Money sale)
    {
        if (price is not { } regular) return null;
        if (sale.Currency != regular.Currency) return $"{sale} is in another currency than the price {regular}";
        return sale.Amount > regular.Amount ? $"{sale} is above the price {regular}" : null;
    }

    private Product Build(ReadOptions options) => new()
    {
        Id = id!,
        Title = title!,
        Language = language ?? options.Language ?? Language.Und,
        GroupId = GroupId,
        Description = description,
        Brand = Brand,
        Gtin = gtin,
        Mpn = Mpn,
        Condition = condition,
        Url = Url,
        ImageUrls = ImageUrls,
        Category = Category,
        Price = Price,
        SalePrice = SalePrice,
        SaleFrom = saleFrom,
        SaleTo = saleTo,
        Availability = availability,
        AvailabilityDate = availabilityDate,
        Quantity = quantity,
        Offers = Offers,
        Countries = Countries,
        Shipping = Shipping,
        Color = Color,
        Material = Material,
        Size = Size,
        SizeSystem = SizeSystem,
        Gender = Gender,
        AgeGroup = AgeGroup,
        Attributes = attributes.ToList(),
        Synonyms = Synonyms,
        UseCases = UseCases,
        Highlights = Highlights,
        Ingredients = Ingredients,
        Allergens = Allergens,
        Diets = Diets,
        Norms = Norms,
        CompatibleWith = CompatibleWith,
        Rating = Rating,
        ReviewCount = ReviewCount,
        Popularity = Popularity,
        ReturnRate = ReturnRate,
        Released = Released,
        Warning = Warning,
        AgeRestriction = AgeRestriction,
        Related = Related,
        EligibleSearch = EligibleSearch,
        EligibleCheckout = EligibleCheckout,
        Expires = Expires,
        Seller = Seller,
    };
}
