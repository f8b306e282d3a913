namespace Retrieval.Lucene.Scoring;

/// <summary>
/// A filter that many searches come with: for a word that is searched under it again, <see cref="BlockMaxSearcher"/> keeps bounds of the filter's
/// documents alone, so that what the others would score makes no search look at their groups. Safe for concurrent use.
/// </summary>
public sealed class KeptFilter
{
    private const int Remembered = 1024;

    private static long last;

    private readonly ulong[] words;

    // By one half of the hash, the other half of a word's that was searched; words that share a place push each other out.
    private readonly ushort[] searched = new ushort[Remembered];

    /// <summary>A filter over the documents of one reader.</summary>
    /// <param name="words">One bit a document, as <see cref="ITermSearcher.Search(ReadOnlySpan{WeightedTerm}, int, ReadOnlySpan{ulong}, Span{ScoredDocument})"/> takes it;
    /// must not change any more.</param>
    public KeptFilter(ulong[] words) => this.words = words;

    /// <summary>The bits.</summary>
    public ReadOnlySpan<ulong> Words => words;

    /// <summary>Told from all other filters of the process by this.</summary>
    internal long Number { get; } = Interlocked.Increment(ref last);

    /// <summary>True where a word was searched under the filter before, but for some that are forgotten.</summary>
    internal bool IsSearchedAgain(string word)
    {
        uint hash = (uint)word.GetHashCode();
        ref ushort place = ref searched[(hash >> 16) % Remembered];
        ushort told = (ushort)(hash | 1);
        if (place == told)
            return true;
        place = told;
        return false;
    }
}
