using Retrieval.Index.Snapshots;
using Retrieval.Search.Requests;

namespace Retrieval.Search.Constraints;

/// <summary>The product that a sentence names by its id ("KIT-001", "do you have kit-001?").</summary>
internal static class NamedProduct
{
    // Shorter ones are sizes, years and parts of model names.
    private const int ShortestCode = 5;

    private const string Joining = "-_./";

    /// <summary>The document whose id is the whole sentence.</summary>
    public static bool IsAll(string sentence, IndexSnapshot snapshot, out int document)
    {
        ReadOnlySpan<char> code = sentence.AsSpan().Trim();
        document = -1;
        return code.Length >= ShortestCode && code.ContainsAnyInRange('0', '9') && TryFind(code, snapshot, out document);
    }

    /// <summary>The document whose id is the sentence or the first of its words that look like a code; null where there is none.</summary>
    public static int? In(string sentence, IndexSnapshot snapshot)
    {
        if (IsAll(sentence, snapshot, out int document)) return document;
        ReadOnlySpan<char> rest = sentence;
        while (!rest.IsEmpty)
        {
            int length = 0;
            while (length < rest.Length && (char.IsAsciiLetterOrDigit(rest[length]) || Joining.Contains(rest[length]))) length++;
            ReadOnlySpan<char> word = rest[..length].Trim(Joining);
            if (LooksLikeCode(word) && TryFind(word, snapshot, out document)) return document;
            rest = rest[Math.Max(1, length)..];
        }
        return null;
    }

    /// <summary>A number among other words counts or measures something.</summary>
    private static bool LooksLikeCode(ReadOnlySpan<char> word) =>
        word.Length >= ShortestCode && word.ContainsAnyInRange('0', '9') && (word.ContainsAnyInRange('A', 'Z') || word.ContainsAnyInRange('a', 'z'));

    /// <summary>As it is written, else in capitals: a shopper seldom types them.</summary>
    private static bool TryFind(ReadOnlySpan<char> code, IndexSnapshot snapshot, out int document)
    {
        if (snapshot.TryFind(code, out document)) return true;
        // A sentence is no longer than this.
        Span<char> capitals = stackalloc char[SearchRequest.LongestQuery];
        int length = code.ToUpperInvariant(capitals);
        return !code.SequenceEqual(capitals[..length]) && snapshot.TryFind(capitals[..length], out document);
    }
}
