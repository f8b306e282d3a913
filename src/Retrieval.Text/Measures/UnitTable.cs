using System.Collections.Frozen;
using System.Text.Json;
using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Text.Measures;

/// <summary>A unit of measure.</summary>
/// <param name="Key">Its key in <c>Data/vocabulary/units.json</c>.</param>
/// <param name="Dimension">What it measures, unless the context says otherwise (<see cref="MeasureContext"/>).</param>
/// <param name="Factor">Times this makes the dimension's own unit.</param>
/// <param name="Offset">Added after the factor: degrees Fahrenheit.</param>
public sealed record UnitOfMeasure(string Key, Dimension Dimension, double Factor, double Offset)
{
    /// <summary>A value of this unit in the dimension's own.</summary>
    public double Convert(double value) => value * Factor + Offset;
}

/// <summary>Every unit known, with the symbols that all languages share, from <c>Data/vocabulary/units.json</c>. Safe for concurrent use.</summary>
public static class UnitTable
{
    private static readonly (FrozenDictionary<string, UnitOfMeasure> Units, PhraseEntry[] Symbols) Table = Load();

    /// <summary>The symbols that all languages share, as phrases.</summary>
    public static IReadOnlyList<PhraseEntry> Symbols => Table.Symbols;

    /// <summary>A unit by its key.</summary>
    /// <exception cref="KeyNotFoundException">A language's file names a unit that the table lacks.</exception>
    public static UnitOfMeasure Get(string key) => Table.Units[key];

    /// <summary>The key of every unit.</summary>
    public static IReadOnlyList<string> Keys => Table.Units.Keys;

    private static (FrozenDictionary<string, UnitOfMeasure>, PhraseEntry[]) Load()
    {
        using JsonDocument file = VocabularyFiles.Open("vocabulary/units.json");
        var units = new Dictionary<string, UnitOfMeasure>(StringComparer.Ordinal);
        var symbols = new List<PhraseEntry>();
        foreach (JsonProperty unit in file.RootElement.EnumerateObject())
        {
            string name = unit.Value.GetProperty("dimension").GetString()!;
            if (!Dimensions.TryParse(name, out Dimension dimension)) throw new FormatException($"units.json: unit \"{unit.Name}\" has the unknown dimension \"{name}\".");
            double offset = unit.Value.TryGetProperty("offset", out JsonElement added) ? added.GetDouble() : 0;
            units.Add(unit.Name, new UnitOfMeasure(unit.Name, dimension, unit.Value.GetProperty("factor").GetDouble(), offset));
            symbols.AddRange(VocabularyFiles.Strings(unit.Value, "symbols").Select(symbol => new PhraseEntry(new Sense(LanguageVocabulary.Unit, unit.Name), symbol)));
        }
        return (units.ToFrozenDictionary(StringComparer.Ordinal), [.. symbols]);
    }
}
