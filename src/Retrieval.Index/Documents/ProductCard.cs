namespace Retrieval.Index.Documents;

/// <summary>
/// What an answer shows of a product, read without the rest of it: the whole product's JSON is decompressed and parsed only where
/// somebody asks for it. A text is read from the card's bytes when it is first asked for: of most cards only the terms are. Immutable to
/// those who read it; safe for concurrent use.
/// </summary>
public sealed class ProductCard
{
    private readonly ReadOnlyMemory<byte> record;

    // Bytes of the terms, which stand last.
    private readonly int terms;
    private string? id;
    private string? title;
    private string? groupId;
    private string? brand;
    private string? url;
    private string? imageUrl;

    /// <param name="record">The bytes (<see cref="CardCodec"/>), which become the card's.</param>
    /// <exception cref="ArgumentException">The bytes end too early.</exception>
    internal ProductCard(ReadOnlyMemory<byte> record)
    {
        this.record = record;
        terms = CardCodec.ReadNumbers(record.Span, out double? rating, out long? reviews).Length;
        (Rating, ReviewCount) = (rating, reviews);
    }

    /// <summary>The merchant's key.</summary>
    public string Id => id ??= CardCodec.ReadText(record, 0)!;
    /// <summary>Key of the variant group; null where the product has none.</summary>
    public string? GroupId => groupId ??= CardCodec.ReadText(record, 2);
    /// <summary>Title.</summary>
    public string Title => title ??= CardCodec.ReadText(record, 1)!;
    /// <summary>Brand; null where not stated.</summary>
    public string? Brand => brand ??= CardCodec.ReadText(record, 3);
    /// <summary>Address of the product's page; null where not stated.</summary>
    public string? Url => url ??= CardCodec.ReadText(record, 4);
    /// <summary>Address of the first picture; null where not stated.</summary>
    public string? ImageUrl => imageUrl ??= CardCodec.ReadText(record, 5);
    /// <summary>Mean rating, 0–5; null where not stated.</summary>
    public double? Rating { get; }
    /// <summary>Number of reviews; null where not stated.</summary>
    public long? ReviewCount { get; }

    /// <summary>Which terms the product holds.</summary>
    public CardTerms Terms => new(record.Span[^terms..]);

    /// <summary>The key by which <see cref="CardTerms.PlaceOf"/> knows a term that the product's analysis chain wrote.</summary>
    public static uint TermKey(ReadOnlySpan<char> term) => FieldTerms.KeyOf(term);
}
