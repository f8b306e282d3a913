using System.Runtime.InteropServices;
using Retrieval.Catalog.Products;
using Retrieval.Text.Phrases;

namespace Retrieval.Catalog.Facts;

/// <summary>For how many persons a product is stated to be ("2-Person", "canapé 3 places", "2-6 Spieler"). Linear in its text; safe for concurrent use.</summary>
internal static class StatedPersons
{
    // "bis zu 4 Personen", "2 to 6 players"; what is longer tells more than a number.
    private const int LongestValue = 6;

    /// <summary>From attributes of such a name where any states a number, else from its sizes, else from its title; of several numbers the greatest. Null
    /// where nothing states one.</summary>
    /// <param name="product">The product.</param>
    /// <param name="stating">Its attributes by the fact that they state.</param>
    /// <param name="title">Its title, cut in its language.</param>
    public static PersonSpan? In(Product product, ILookup<string, ProductAttribute> stating, CutText title)
    {
        PersonReader reader = PersonReader.For(product.Language);
        List<PersonCount> stated = [];
        if (stating.Count > 0) stated = [.. Values("players", PersonRole.Player), .. Values("persons", PersonRole.Person)];
        if (stated.Count == 0 && product.Size.Count > 0) stated = [.. product.Size.SelectMany(size => Named(new CutText(size, product.Language)))];
        if (stated.Count == 0) stated = [.. Named(title)];
        if (stated.Count == 0) return null;
        int? from = stated.Where(static count => count.Role == PersonRole.Player).Min(static count => (int?)count.Low);
        int? to = stated.Exists(static count => count.High is null) ? null : stated.Max(static count => count.High);
        return new PersonSpan(from, to);

        IEnumerable<PersonCount> Named(CutText text) => reader.MayBeIn(text.Text) ? reader.InTitle(text) : [];

        IEnumerable<PersonCount> Values(string fact, PersonRole role) => stating[fact].SelectMany(static attribute => attribute.Values)
            .Select(value => PhraseTokenizer.Split(value, product.Language)).Where(static tokens => tokens.Count <= LongestValue)
            .Select(tokens => reader.InValue(CollectionsMarshal.AsSpan(tokens))).OfType<PersonCount>().Select(count => count with { Role = role });
    }
}
