using System.Text;
using Retrieval.Catalog.Products;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Reading.Drafts;

/// <summary>
/// A product while its line is read: every format sets its members here, so that one place decides what is refused, what is
/// taken with a warning, and what the limits are. Reused from line to line.
/// </summary>
internal sealed class ProductDraft : LineDraft
{
    private readonly AttributeDraft attributes = new();
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

    /// <summary>Begins the product of a line. What the engine itself stored was checked when it was read from its feed.</summary>
    public void Begin(string ofFile, long atLine, bool stored = false)
    {
        BeginLine(ofFile, atLine, stored);
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

    public void SetId(string? text)
    {
        if (IsStored)
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
        if (!IsStored && title is not null && Limits.IsLonger(title, Limits.TitleCharacters))
            Refuse(DiagnosticKind.OverLimit, "title", $"longer than {Limits.TitleCharacters} characters");
    }

    public void SetDescription(string? text)
    {
        if (!IsStored && text is not null && Limits.IsLonger(text, Limits.DescriptionCharacters))
        {
            Refuse(DiagnosticKind.OverLimit, "description", $"longer than {Limits.DescriptionCharacters:N0} characters");
            return;
        }
        description = IsStored ? text : PlainText.FromHtml(text);
    }

    public void SetLanguage(string text)
    {
        if (LanguageCodes.TryParse(text.Trim(), out Language known)) language = known;
        else Warn(DiagnosticKind.UnknownValue, "language", $"\"{Shown(text)}\" is not a language that is known");
    }

    public void SetGtin(string text)
    {
        if (IsStored) gtin = text;
        else if (Gtin.TryParse(text, out string right)) gtin = right;
        else Warn(DiagnosticKind.BadGtin, "gtin", $"\"{Shown(text)}\" is not a GTIN of 8, 12, 13 or 14 digits with a right check digit");
    }

    public void SetCondition(string text)
    {
        if (IsStored) condition = text;
        else if (KnownValues.TryCondition(text, out string known)) condition = known;
        else Warn(DiagnosticKind.UnknownValue, "condition", $"\"{Shown(text)}\" is none of new, refurbished, used");
    }

    public void SetAvailability(string field, string text) => availability = ParseAvailability(field, text) ?? availability;

    public void SetAvailability(Availability value) => availability = value;

    public void SetAvailabilityDate(string text) => availabilityDate = ParseDate("availability_date", text);

    public void SetQuantity(string text) => quantity = ParseCount("quantity", text);

    public void SetSaleFrom(string text) => saleFrom = ParseSaleDate("sale_from", text, isEnd: false);

    public void SetSaleTo(string text) => saleTo = ParseSaleDate("sale_to", text, isEnd: true);

    public void SetExpires(string text) => Expires = ParseInstant("expires", text, isEnd: true);

    public void SetDiets(IReadOnlyList<string> texts)
    {
        if (IsStored)
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

    /// <summary>Adds values to the attribute of that name; refuses the line where the name is too long or the values too many.</summary>
    public void AddAttribute(string name, IReadOnlyList<string> values, AttributeKind kind, string? unit = null)
    {
        string? clean = Line(name);
        if (clean is null || values.Count == 0) return;
        if (!IsStored && Limits.IsLonger(clean, Limits.AttributeNameCharacters))
            Refuse(DiagnosticKind.OverLimit, "attributes", $"an attribute's name is longer than {Limits.AttributeNameCharacters} characters: \"{Shown(clean)}\"");
        else if (!attributes.Add(clean, values, kind, unit))
            Refuse(DiagnosticKind.OverLimit, clean, $"more than {Limits.ListEntries:N0} values");
    }

    /// <summary>Ends the line: the product with its warnings, or the refusal.</summary>
    public CatalogLine Finish(ReadOptions options)
    {
        if (string.IsNullOrEmpty(id)) Refuse(DiagnosticKind.BadId, "id", "missing; every product needs a key");
        else if (title is null) Refuse(DiagnosticKind.NoTitle, "title", "missing; every product needs a title");
        if (!IsStored) CheckLists();
        if (Refusal is not null) return new CatalogLine(null, [Refusal]);
        if (!IsStored) CheckSale();
        Product product = Build(options);
        return new CatalogLine(product, TakeWarnings());
    }

    private void CheckLists()
    {
        CheckList("image_urls", ImageUrls.Count);
        CheckList("category", Category.Count);
        CheckList("offers", Offers.Count);
        CheckList("countries", Countries.Count);
        CheckList("shipping", Shipping.Count);
        CheckList("color", Color.Count);
        CheckList("material", Material.Count);
        CheckList("size", Size.Count);
        CheckList("gender", Gender.Count);
        CheckList("age_group", AgeGroup.Count);
        CheckList("highlights", Highlights.Count);
        CheckList("related", Related.Count);
    }

    private void CheckList(string field, int entries)
    {
        if (entries > Limits.ListEntries) Refuse(DiagnosticKind.OverLimit, field, $"more than {Limits.ListEntries:N0} entries");
    }

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
