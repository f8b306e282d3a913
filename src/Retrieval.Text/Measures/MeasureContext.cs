using Retrieval.Text.Phrases;
using Retrieval.Text.Vocabulary;

namespace Retrieval.Text.Measures;

/// <summary>
/// What the words around a number say about its unit: inches of a screen are its diagonal, gigabytes beside "RAM" are memory, ounces
/// of a drink are fluid.
/// </summary>
public readonly struct MeasureContext
{
    /// <summary>Kind of a noun for a thing with a screen.</summary>
    public const string ScreenNoun = "screenNouns";
    /// <summary>Kind of a word that tells memory from storage.</summary>
    public const string MemoryWord = "memoryWords";
    /// <summary>Kind of a word that tells storage from memory.</summary>
    public const string StorageWord = "storageWords";
    /// <summary>Kind of a noun for a drink or what holds one.</summary>
    public const string DrinkNoun = "drinkNouns";
    /// <summary>Kind of a word between the numbers of a size: x, by.</summary>
    public const string Times = "timesWords";
    /// <summary>Kind of a word or sign between the two units of a rate: /, per.</summary>
    public const string Per = "perWords";
    /// <summary>Kind of a name of the second, which no quantity is held in.</summary>
    public const string Second = "secondWords";
    /// <summary>Kind of a word for what tends a material without being made of it: cleaner, glue.</summary>
    public const string Care = "careWords";

    internal static readonly string[] Sections = [ScreenNoun, MemoryWord, StorageWord, DrinkNoun, Times, Per, Second, Care];

    private const int LongestWord = 4;

    private readonly bool screen;
    private readonly bool drink;

    private MeasureContext(bool screen, bool drink) => (this.screen, this.drink) = (screen, drink);

    /// <summary>Looks a text over once.</summary>
    /// <param name="tokens">The text.</param>
    /// <param name="vocabulary">The language's words.</param>
    /// <param name="isAbsent">True for a token that names what the thing shall not have: "no palm oil" makes no drink. Null where nothing is excluded.</param>
    public static MeasureContext Of(ReadOnlySpan<Token> tokens, LanguageVocabulary vocabulary, Func<int, bool>? isAbsent = null)
    {
        bool screen = false, drink = false;
        var book = vocabulary.Book;
        for (int at = 0; at < tokens.Length; at++)
        {
            if (tokens[at].Kind is TokenKind.Number or TokenKind.Symbol) continue;
            screen |= book.LengthOf(tokens, at, ScreenNoun) > 0;
            drink |= book.LengthOf(tokens, at, DrinkNoun) > 0 && isAbsent?.Invoke(at) != true;
        }
        return new MeasureContext(screen, drink);
    }

    /// <summary>The dimension and value that a number with a unit has here.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="value">The number before it.</param>
    /// <param name="tokens">The text.</param>
    /// <param name="start">The number's token.</param>
    /// <param name="end">The token after the unit.</param>
    /// <param name="vocabulary">The language's words.</param>
    public Measure Resolve(UnitOfMeasure unit, double value, ReadOnlySpan<Token> tokens, int start, int end, LanguageVocabulary vocabulary)
    {
        switch (unit.Key)
        {
            case "in" when screen && value is >= 3 and <= 130:
                return new Measure(Dimension.Screen, value);
            case "oz" when drink:
                return new Measure(Dimension.Capacity, UnitTable.Get("floz").Convert(value));
            case "gb" or "mb" or "tb" when IsMemory(tokens, start, end, vocabulary):
                return new Measure(Dimension.Memory, unit.Convert(value));
            default:
                return new Measure(unit.Dimension, unit.Convert(value));
        }
    }

    /// <summary>The nearest word that tells: just after the unit, or before the number without another number between.</summary>
    private static bool IsMemory(ReadOnlySpan<Token> tokens, int start, int end, LanguageVocabulary vocabulary)
    {
        // Telephones are sold as "8GB+256GB".
        if (end + 1 < tokens.Length && tokens[end].Folded == "+" && tokens[end + 1].Kind == TokenKind.Number) return true;
        // 内存16G 硬盘512G: what a Chinese number is written onto tells of it.
        for (int at = start - 1; at >= Math.Max(0, start - LongestWord) && tokens[start].Joint == Joint.Glued && tokens[at].Kind == TokenKind.Han; at--)
        {
            if (at + vocabulary.Book.LengthOf(tokens, at, MemoryWord) == start) return true;
            if (at + vocabulary.Book.LengthOf(tokens, at, StorageWord) == start) return false;
        }
        for (int at = end; at < tokens.Length && at < end + 3 && tokens[at].Kind is TokenKind.Word or TokenKind.Han; at++)
        {
            int memory = vocabulary.Book.LengthOf(tokens, at, MemoryWord), storage = vocabulary.Book.LengthOf(tokens, at, StorageWord);
            // A memory card stores.
            if (memory > storage) return true;
            if (storage > 0) return false;
        }
        for (int at = start - 1; at >= 0 && at >= start - 4 && (tokens[at].Kind is TokenKind.Word or TokenKind.Han || tokens[at].Folded == ":"); at--)
        {
            int memory = vocabulary.Book.LengthOf(tokens, at, MemoryWord), storage = vocabulary.Book.LengthOf(tokens, at, StorageWord);
            if (storage >= memory && storage > 0) return false;
            if (memory > 0) return !BelongsToNumberBefore(tokens, at);
        }
        return false;
    }

    private static bool BelongsToNumberBefore(ReadOnlySpan<Token> tokens, int at)
        => at > 1 && (tokens[at - 1].Kind == TokenKind.Number || tokens[at - 2].Kind == TokenKind.Number);
}
