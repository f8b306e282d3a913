namespace Retrieval.Lucene.Postings;

/// <summary>The measures that writer and readers of a posting list share; the grammar is at <see cref="BlockMaxPostingsFormat"/>.</summary>
internal static class ListLayout
{
    /// <summary>Documents are cut into windows of 4,096: a window's accumulators (16 KB) and norms (4 KB) stay in the first-level cache.</summary>
    public const int WindowBits = 12;

    public const int WindowSize = 1 << WindowBits;

    /// <summary>The finest unit that has a bound: a group of 16 documents, one vector of sums.</summary>
    public const int GroupBits = 4;

    public const int GroupSize = 1 << GroupBits;

    public const int Groups = WindowSize >> GroupBits;

    /// <summary>Bytes of a window's group bounds: byte i holds the nibbles of groups i (low) and i + 128 (high).</summary>
    public const int GroupBytes = Groups / 2;

    /// <summary>A group's bound is one of these many steps of its list's own range, or 0 where the group is empty.</summary>
    public const int GroupSteps = 15;

    /// <summary>A windowed list has group bounds from this many postings a window on; below, most of its groups are empty and that says enough.</summary>
    public const int GroupedDensity = 64;

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

    /// <summary>A list is cut by windows from this many postings a window on: with fewer the directory would outweigh the postings.</summary>
    public const int WindowedDensity = 16;

    /// <summary>The frequency nibble that says: the rest stands among the window's exceptions.</summary>
    public const int NibbleLimit = 15;

    public const ushort CountMask = 0x1FFF;

    /// <summary>Flag beside a bitmap's count: every weight is 0, none is stored.</summary>
    public const ushort FlatFlag = 0x2000;

    /// <summary>Flag beside a window's count: some weight is 15 or more.</summary>
    public const ushort ExceptionFlag = 0x4000;

    public static int WindowsOf(int maxDoc) => (maxDoc + WindowSize - 1) >> WindowBits;

    public static bool IsWindowed(int docFreq, int maxDoc) => docFreq >= WindowedDensity * WindowsOf(maxDoc);

    public static bool IsGrouped(int docFreq, int maxDoc) => docFreq >= GroupedDensity * WindowsOf(maxDoc);

    /// <summary>The step of an impact in a list whose impacts go from <paramref name="least"/> to <paramref name="largest"/>: 1 to 15, rounded up.</summary>
    public static int GroupStep(int impact, int least, int largest)
    {
        int range = largest - least + 1;
        return (((impact - least + 1) * GroupSteps) + range - 1) / range;
    }

    /// <summary>The largest impact of a step of 1 to 15.</summary>
    public static int LargestImpact(int step, int least, int largest) => least - 1 + (step * (largest - least + 1) / GroupSteps);
}
