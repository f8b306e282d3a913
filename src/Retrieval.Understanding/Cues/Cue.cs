namespace Retrieval.Understanding.Cues;

/// <summary>Kinds of cue phrases, as the sections of <c>Data/{code}.json</c> name them.</summary>
internal static class Cue
{
    // Bounds of a number.
    public const string Max = "max", Min = "min", About = "about", Between = "between", Budget = "budget", PriceWord = "priceWord", PriceFor = "priceFor";
    public const string MaxAfter = "maxAfter", MinAfter = "minAfter", AboutAfter = "aboutAfter", Each = "each", RangeTo = "rangeTo", Link = "link", DimensionWord = "dimensionWord", LengthAfter = "lengthAfter", Minus = "minus", BoundNot = "boundNot";

    // What a number counts.
    public const string Currency = "currency", BoundedCurrency = "boundedCurrency", Star = "star", RatingBefore = "ratingBefore", OutOfFive = "outOfFive", HalfAfter = "halfAfter";
    public const string CountBefore = "countBefore", CountAfter = "countAfter", Piece = "piece", SizeBefore = "sizeBefore", SizeAfter = "sizeAfter", SizeName = "sizeName", SizeNumber = "sizeNumber", SizeWord = "sizeWord", Spend = "spend";
    public const string Body = "body", BodyAfter = "bodyAfter";
    public const string AgeBefore = "ageBefore", AgeOf = "ageOf", AgeIs = "ageIs", Age = "age", AgeWord = "ageWord", AgeAtMost = "ageAtMost", Warranty = "warranty", AgedGoods = "agedGoods", Bed = "bed", GigabyteWord = "gigabyteWord", CountWord = "countWord", LastingWord = "lastingWord", NoConstraintUnit = "otherUnit";

    /// <summary>True for phrases that tell what the number behind them is and hide no other phrase at their place.</summary>
    public static bool OnlyTellsOfNumber(string kind) => kind is AgeOf or AgeIs or AgeAtMost or BoundNot or SizeWord;

    // Delivery and offers.
    public const string Delivery = "delivery", DeliveryWord = "deliveryWord", Weekday = "weekday", Latest = "latest", InStock = "inStock", OnSale = "onSale", FreeShipping = "freeShipping";

    // Exclusion and brands.
    public const string Without = "without", Not = "not", Except = "except", NotBehind = "notBehind", FreeAfter = "freeAfter", AllergyAfter = "allergyAfter", MadeOf = "madeOf", KindOf = "kindOf", NotBeforeKnown = "notBeforeKnown", Excludable = "excludable", Already = "already", NotTooMuch = "notTooMuch";
    public const string BrandBefore = "brandBefore", BrandFrom = "brandFrom", BrandAfter = "brandAfter", Place = "place";

    // Wishes, people and occasions.
    public const string Sort = "sort", SortFirst = "sortFirst", Like = "like", Soft = "soft", SoftIf = "softIf", Occasion = "occasion", OccasionBefore = "occasionBefore", Recipient = "recipient";
    public const string RecipientBefore = "recipientBefore", Gift = "gift", GiftVerb = "giftVerb", NoGift = "noGift", Turns = "turns", Child = "child";

    // Purposes.
    public const string Compare = "compare", ComparedTo = "comparedTo", Complement = "complement", ComplementEnd = "complementEnd", GapEnd = "gapEnd", Basket = "basket", Mine = "mine", Model = "model", Media = "media";

    // Nouns whose meaning decides.
    public const string Wearable = "wearable", Dyed = "dyed", Jewellery = "jewellery", PreciousNoun = "preciousNoun", Lens = "lens", Degrees = "degrees", Engine = "engine", Fastener = "fastener", Wheeled = "wheeled", SheetGoods = "sheetGoods", Nutrient = "nutrient", Watertight = "watertight", With = "with", BabyWord = "baby";

    // Colours whose word names a food or plant too; the others stand in the vocabulary.
    public const string Color = "color";

    // Words that carry nothing.
    public const string And = "and", Or = "or", Filler = "filler", Function = "function";
}
