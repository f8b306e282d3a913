using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Retrieval.Understanding.Tests.Support;

/// <summary>
/// The contract's scorer, rule by rule: the constraint set is right (order-free, duplicates ignored), what gold marks "optional" counts
/// neither present nor absent; numbers are equal within 0.5 %; a minimum of 0 is none, but for temperature; strings are compared
/// without case, accents and spaces; <c>value_any</c> and <c>purpose_any</c> list all accepted values.
/// </summary>
internal sealed class Scorer
{
    private readonly Dictionary<string, Tally> tallies = [];

    public IReadOnlyDictionary<string, Tally> Languages => tallies;
    public List<string> Errors { get; } = [];

    /// <summary>Scores one predicted intent against a row of gold.</summary>
    public void Add(JsonElement row, JsonElement predicted)
    {
        JsonElement gold = row.GetProperty("gold");
        string language = gold.GetProperty("language").GetString()!;
        if (!tallies.TryGetValue(language, out Tally? tally)) tallies.Add(language, tally = new Tally());
        List<string> wrong = Misses(gold.GetProperty("constraints"), predicted.GetProperty("constraints"));
        tally.Sentences++;
        if (wrong.Count == 0) tally.Exact++;
        if (predicted.GetProperty("language").GetString() == language) tally.Language++;
        else wrong.Add($"language {predicted.GetProperty("language").GetString()}");
        string purpose = predicted.GetProperty("purpose").GetString()!;
        bool purposeRight = gold.TryGetProperty("purpose_any", out JsonElement any) ? any.EnumerateArray().Any(item => item.GetString() == purpose) : gold.GetProperty("purpose").GetString() == purpose;
        if (purposeRight) tally.Purpose++;
        tally.TextF1 += TextF1(gold.GetProperty("text").GetString()!, predicted.GetProperty("text").GetString()!);
        if (wrong.Count > 0) Errors.Add($"{row.GetProperty("text").GetString()}\n    {string.Join("\n    ", wrong)}");
    }

    private static List<string> Misses(JsonElement gold, JsonElement predicted)
    {
        JsonElement[] needed = [.. gold.EnumerateArray().Where(item => !IsOptional(item))];
        JsonElement[] free = [.. gold.EnumerateArray().Where(IsOptional)];
        JsonElement[] found = [.. predicted.EnumerateArray().DistinctBy(item => item.GetRawText())];
        int[] owner = [.. Enumerable.Repeat(-1, found.Length)];
        bool Augment(int i, HashSet<int> tried)
        {
            for (int j = 0; j < found.Length; j++)
            {
                if (tried.Contains(j) || !Matches(needed[i], found[j])) continue;
                tried.Add(j);
                if (owner[j] >= 0 && !Augment(owner[j], tried)) continue;
                owner[j] = i;
                return true;
            }
            return false;
        }
        List<string> misses = [];
        for (int i = 0; i < needed.Length; i++)
        {
            if (!Augment(i, [])) misses.Add($"missing {needed[i].GetRawText()}");
        }
        for (int j = 0; j < found.Length; j++)
        {
            if (owner[j] < 0 && !free.Any(item => Matches(item, found[j]))) misses.Add($"extra {found[j].GetRawText()}");
        }
        return misses;
    }

    /// <summary>Does a predicted constraint say what a gold one says?</summary>
    public static bool Matches(JsonElement gold, JsonElement predicted)
    {
        string kind = gold.GetProperty("kind").GetString()!;
        if (predicted.GetProperty("kind").GetString() != kind) return false;
        switch (kind)
        {
            case "price" or "measure" or "count":
                if (!Equal(Low(gold), Low(predicted)) || !Equal(Number(gold, "max"), Number(predicted, "max"))) return false;
                if (kind == "price") return Text(gold, "currency") == Text(predicted, "currency") && Flag(gold) == Flag(predicted);
                return kind == "count" || (Text(gold, "dimension") == Text(predicted, "dimension") && Text(gold, "unit") == Text(predicted, "unit"));
            case "rating":
                return Equal(Number(gold, "min"), Number(predicted, "min"));
            case "delivery":
                return Equal(Number(gold, "within_days"), Number(predicted, "within_days"));
            case "on_sale":
                return true;
            default:
                string value = Text(predicted, "value");
                return gold.TryGetProperty("value_any", out JsonElement any) ? any.EnumerateArray().Any(item => Normal(item.GetString()!) == value) : Text(gold, "value") == value;
        }
    }

    /// <summary>F1 of the words, lower-cased with accents, Chinese by character.</summary>
    public static double TextF1(string gold, string predicted)
    {
        Dictionary<string, int> a = Tokens(gold), b = Tokens(predicted);
        double common = a.Sum(pair => Math.Min(pair.Value, b.GetValueOrDefault(pair.Key)));
        double precision = b.Count == 0 ? 1 : common / b.Values.Sum(), recall = a.Count == 0 ? 1 : common / a.Values.Sum();
        return precision + recall == 0 ? 0 : 2 * precision * recall / (precision + recall);
    }

    private static Dictionary<string, int> Tokens(string text)
    {
        var tokens = new Dictionary<string, int>();
        var word = new StringBuilder();
        void Take(string token) => tokens[token] = tokens.GetValueOrDefault(token) + 1;
        void Flush()
        {
            if (word.Length > 0) Take(word.ToString());
            word.Clear();
        }
        foreach (char c in text.Normalize(NormalizationForm.FormC).ToLowerInvariant())
        {
            bool han = c is >= '\u3400' and <= '\u9fff';
            if (han || !char.IsLetterOrDigit(c)) Flush();
            if (han) Take(c.ToString());
            else if (char.IsLetterOrDigit(c)) word.Append(c);
        }
        Flush();
        return tokens;
    }

    private static bool IsOptional(JsonElement item) => item.TryGetProperty("optional", out JsonElement optional) && optional.GetBoolean();
    private static bool Flag(JsonElement item) => item.TryGetProperty("approximate", out JsonElement flag) && flag.GetBoolean();
    private static double? Number(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : null;
    private static bool Equal(double? a, double? b) => a is null || b is null ? a is null && b is null : Math.Abs(a.Value - b.Value) <= 0.005 * Math.Max(Math.Abs(a.Value), Math.Abs(b.Value));

    private static double? Low(JsonElement item)
    {
        double? min = Number(item, "min");
        bool temperature = item.TryGetProperty("dimension", out JsonElement dimension) && dimension.GetString() == "temperature";
        return min == 0 && !temperature ? null : min;
    }

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out JsonElement value) ? Normal(value.GetString()!) : "";

    private static string Normal(string text)
    {
        IEnumerable<char> letters = text.Normalize(NormalizationForm.FormKD).ToLowerInvariant().Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark);
        return string.Join(' ', new string([.. letters]).Replace("ß", "ss").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>Counts of one language.</summary>
    internal sealed class Tally
    {
        public int Sentences, Exact, Language, Purpose;
        public double TextF1;

        public double ExactShare => (double)Exact / Sentences;
        public double LanguageShare => (double)Language / Sentences;

        public override string ToString()
            => string.Create(CultureInfo.InvariantCulture, $"{Sentences} sentences: exact {ExactShare:P1}, language {LanguageShare:P1}, purpose {(double)Purpose / Sentences:P1}, text F1 {TextF1 / Sentences:F3}");
    }
}
