using System.Globalization;

namespace Retrieval.Index.Documents;

/// <summary>A searched field with the weight that a match in it has.</summary>
/// <param name="Name">One of <see cref="LexicalFields.All"/>.</param>
/// <param name="Boost">Factor of the field's score, above 0.</param>
public readonly record struct LexicalField(string Name, float Boost);

/// <summary>The searched fields of a product and their default weights.</summary>
public static class LexicalFields
{
    /// <summary>Title.</summary>
    public const string Title = "title";
    /// <summary>Brand.</summary>
    public const string Brand = "brand";
    /// <summary>Every part of the category path.</summary>
    public const string Category = "category";
    /// <summary>Names and values of attributes, colours, materials, sizes, diets, norms, compatibilities.</summary>
    public const string Attributes = "attributes";
    /// <summary>Description and ingredients.</summary>
    public const string Description = "description";
    /// <summary>Synonyms, use cases and highlights.</summary>
    public const string Synonyms = "synonyms";

    /// <summary>
    /// The impact list of words over all weighted fields (<see cref="ImpactWeights"/>): what an index is searched by unless its fields were chosen.
    /// </summary>
    public const string Words = "words";

    /// <summary>Every weighted field.</summary>
    public static IReadOnlyList<string> All { get; } = [Title, Brand, Category, Attributes, Description, Synonyms];

    /// <summary>The engine's own weights, those of <see cref="ImpactFields"/>.</summary>
    public static IReadOnlyList<LexicalField> Defaults { get; } = [.. ImpactFields.Default.Select(static field => new LexicalField(field.Name, field.Boost))];

    /// <summary>Reads <c>title^2,description</c>; a field without a boost has 1.</summary>
    /// <exception cref="FormatException">A field is unknown or named twice, or a boost is not a number above 0.</exception>
    public static IReadOnlyList<LexicalField> Parse(string text)
    {
        var fields = new List<LexicalField>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            int caret = part.IndexOf('^', StringComparison.Ordinal);
            string name = caret < 0 ? part : part[..caret].TrimEnd();
            float boost = 1f;
            if (!All.Contains(name)) throw new FormatException($"\"{name}\" is no searched field; there are {string.Join(", ", All)}");
            if (caret >= 0 && !(float.TryParse(part.AsSpan(caret + 1), NumberStyles.Float, CultureInfo.InvariantCulture, out boost) && boost > 0 && float.IsFinite(boost)))
                throw new FormatException($"\"{part[(caret + 1)..]}\" is no boost of {name}; a number above 0 is meant, such as title^2");
            if (fields.Exists(field => field.Name == name)) throw new FormatException($"{name} is named twice");
            fields.Add(new LexicalField(name, boost));
        }
        return fields;
    }
}
