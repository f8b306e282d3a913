namespace Retrieval.Understanding.Cues;

/// <summary>Kinds of cue phrases, as the sections of <c>Data/{code}.json</c> name them.</summary>
internal static class Cue
{
    // Bounds of a number.
    public const string Max = "max", Min = "min", About = "about", Between = "between", Budget = "budget", PriceWord = "priceWord", PriceFor = "priceFor";
    public const string MaxAfter = "maxAfter", MinAfter = "minAfter", AboutAfter = "aboutAfter", Each = "each", RangeTo = "rangeTo", Link = "link", DimensionWord = "dimensionWord", LengthBound = "lengthBound", LengthAfter = "lengthAfter", MeasuredIn = "measuredIn", Minus = "minus", BelowZero = "belowZero", BoundNot = "boundNot", BoundVerb = "boundVerb", VerbNot = "verbNot", ClosingNot = "closingNot", PackOf = "packOf", PackWord = "packWord";

    // What a number counts.
    public const string Currency = "currency", MoneyNumber = "moneyNumber", Quarter = "quarter", TwoOf = "twoOf", KindMeasure = "kindMeasure", BoundedCurrency = "boundedCurrency", SmallCoin = "smallCoin", TenthCoin = "tenthCoin", PieceMoney = "pieceMoney", CurrencyCode = "currencyCode", AndSome = "andSome", PipeMeasure = "pipeMeasure", EngineMeasure = "engineMeasure", FootWord = "footWord", NoUnit = "noUnit", UnheldMeasure = "unheldMeasure", ForGuests = "forGuests", WeAre = "weAre", RatedMost = "ratedMost", Star = "star", RatingBefore = "ratingBefore", OutOfFive = "outOfFive", HalfAfter = "halfAfter", Several = "several";
    public const string CountBefore = "countBefore", CountAfter = "countAfter", Piece = "piece", SizeBefore = "sizeBefore", SizeAfter = "sizeAfter", SizeName = "sizeName", SizeNumber = "sizeNumber", SizeWord = "sizeWord", Spend = "spend";
    public const string Body = "body", BodyAfter = "bodyAfter", BodyVerb = "bodyVerb";
    public const string AgeBefore = "ageBefore", AgeOf = "ageOf", AgeIs = "ageIs", Age = "age", AgeWord = "ageWord", AgeAtMost = "ageAtMost", Warranty = "warranty", Toy = "toy", AgedGoods = "agedGoods", Bed = "bed", GigabyteWord = "gigabyteWord", StorageNoun = "storageNoun", CountWord = "countWord", LastingWord = "lastingWord", NoConstraintUnit = "otherUnit";

    /// <summary>True for kinds that one place of the grammar asks for by name: their phrases hide no other phrase where they begin, and <see cref="Reading.Draft.Find"/> never gives them.</summary>
    public static bool HidesNothing(string kind) => kind is AgeOf or AgeIs or AgeAtMost or BoundNot or BoundVerb or ClosingNot or PackOf or EventDay or Thus or But or SizeWord or ChoiceOr or BrandBy or Loan or LinkingS or WithoutInside or WithoutDoing or Article or Singular or PieceMoney or TenthCoin or CurrencyCode or AndSome or PipeMeasure or EngineMeasure or RatedMost or InPieces or SheetWord or WheelWord or KindSuffix or GivenAlong or BeforeSize or ColourJoin or Particle or Towards or Of or BeforeBrand or MeasuredIn or FootWord or NoUnit or ForGuests or ForThing or GiftIdea or GiftAdjective or Own or Worn or MoneyNumber or Quarter or LengthBound or TwoOf or VerbNot or NameParticle or KindMeasure or ExceptEnd or Thermal or Correction or NoneOf or Inside or NeedNot or NotYet or TooMuch or EventVerb or Manage or WithLegs or Lack or UsedBy or LackAdverb or Clitic or Elapsed or Have or Need or BodyVerb or Titled or Nor or WeAre or UnheldMeasure or Flavoured or NotBehindIs or Statement or QuestionWord or Advice or OccasionAfter or Partitive or AsMuch or AsMuchEnd or Ease or PreciousCare;

    // Delivery and offers.
    public const string Delivery = "delivery", DeliveryWord = "deliveryWord", Weekday = "weekday", EventDay = "eventDay", EventVerb = "eventVerb", Elapsed = "elapsed", Thus = "thus", Latest = "latest", InStock = "inStock", OnSale = "onSale", FreeShipping = "freeShipping";

    // Exclusion and brands.
    public const string Without = "without", Not = "not", Except = "except", NotBehind = "notBehind", NotBehindIs = "notBehindIs", Statement = "statement", QuestionWord = "questionWord", Advice = "advice", OccasionAfter = "occasionAfter", AsMuch = "asMuch", AsMuchEnd = "asMuchEnd", Partitive = "partitive", But = "but", FreeAfter = "freeAfter", AllergyAfter = "allergyAfter", LinkingS = "linkingS", MadeOf = "madeOf", KindOf = "kindOf", NotBeforeKnown = "notBeforeKnown", Excludable = "excludable", WithoutInside = "withoutInside", WithoutDoing = "withoutDoing", Article = "article", Singular = "singular", Particle = "particle", NameParticle = "nameParticle", Towards = "towards", Of = "of", Already = "already", NotTooMuch = "notTooMuch", ExceptEnd = "exceptEnd", NoneOf = "noneOf", Inside = "inside", NeedNot = "needNot", NotYet = "notYet", TooMuch = "tooMuch", Manage = "manage", Nor = "nor", Flavoured = "flavoured", Lack = "lack", UsedBy = "usedBy", LackAdverb = "lackAdverb", Clitic = "clitic";
    public const string BrandBefore = "brandBefore", BrandFrom = "brandFrom", BrandBy = "brandBy", BeforeBrand = "beforeBrand", BrandAfter = "brandAfter", ColourBrand = "colourBrand", Place = "place";

    // Wishes, people and occasions.
    public const string Sort = "sort", SortFirst = "sortFirst", Like = "like", Ease = "ease", Soft = "soft", SoftIf = "softIf", Occasion = "occasion", OccasionBefore = "occasionBefore", Recipient = "recipient";
    public const string RecipientBefore = "recipientBefore", Gift = "gift", GiftVerb = "giftVerb", GiftIdea = "giftIdea", GiftAdjective = "giftAdjective", NoGift = "noGift", Turns = "turns", Child = "child";

    // Purposes.
    public const string Compare = "compare", ComparedTo = "comparedTo", ChoiceOr = "choiceOr", Complement = "complement", Worn = "worn", Have = "have", Need = "need", ComplementEnd = "complementEnd", GapEnd = "gapEnd", Basket = "basket", Mine = "mine", Model = "model", Loan = "loan", Media = "media", Titled = "titled", Correction = "correction";

    // Nouns whose meaning decides.
    public const string Wearable = "wearable", WithLegs = "withLegs", Bra = "bra", Dyed = "dyed", Jewellery = "jewellery", PreciousNoun = "preciousNoun", PreciousCare = "preciousCare", Lens = "lens", Degrees = "degrees", Thermal = "thermal", Engine = "engine", Fastener = "fastener", Wheeled = "wheeled", SheetGoods = "sheetGoods", InPieces = "inPieces", SheetWord = "sheetWord", WheelWord = "wheelWord", KindSuffix = "kindSuffix", GivenAlong = "givenAlong", ForThing = "forThing", Own = "own", BeforeSize = "beforeSize", ColourJoin = "colourJoin", Nutrient = "nutrient", Watertight = "watertight", With = "with", BabyWord = "baby";

    // Colours whose word names a food or plant too; the others stand in the vocabulary.
    public const string Color = "color";

    // Words that carry nothing.
    public const string And = "and", Or = "or", Filler = "filler", Function = "function";
}
