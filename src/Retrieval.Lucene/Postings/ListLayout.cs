namespace Retrieval.Lucene.Postings;

/// <summary>The measures that writer and readers of a posting list share; the grammar is at <see cref="BlockMaxPostingsFormat"/>.</summary>
internal static class ListLayout
{
    /// <summary>Documents are cut into windows of 4,096.</summary>
    public const int WindowBits = 12;

    public const int WindowSize = 1 << WindowBits;

    /// <summary>A group of 16 documents, one vector of sums.</summary>
    public const int GroupBits = 4;

    public const int GroupSize = 1 << GroupBits;

    public const int Groups = WindowSize >> GroupBits;

    /// <summary>Postings of a packed block.</summary>
    public const int BlockSize = 128;

    /// <summary>From this many postings on a window is a bitmap: it is not larger then, and a probe is one bit test.</summary>
    public const int BitmapFrom = 256;

    /// <summary>Words of a window's bitmap.</summary>
    public const int BitmapWords = WindowSize / 64;

    /// <summary>A bitmap's postings are counted at every 256 documents.</summary>
    public const int RankBits = 8;

    public const int Ranks = WindowSize >> RankBits;

    /// <summary>Words of a bit for each group.</summary>
    public const int GroupWords = Groups / 64;

    /// <summary>A list is cut by windows from this many postings a window on; with fewer, packed blocks are smaller.</summary>
    public const int WindowedDensity = 128;

    /// <summary>The frequency nibble that says: the rest stands among the window's exceptions.</summary>
    public const int NibbleLimit = 15;

    public const ushort CountMask = 0x1FFF;

    /// <summary>Flag beside a bitmap's count: every weight is 0, none is stored.</summary>
    public const ushort FlatFlag = 0x2000;

    /// <summary>Flag beside a window's count: some weight is 15 or more.</summary>
    public const ushort ExceptionFlag = 0x4000;

    public static int WindowsOf(int maxDoc) => (maxDoc + WindowSize - 1) >> WindowBits;

    public static bool IsWindowed(int docFreq, int maxDoc) => docFreq >= WindowedDensity * WindowsOf(maxDoc);
}
