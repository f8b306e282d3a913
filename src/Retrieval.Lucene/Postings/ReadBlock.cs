namespace Retrieval.Lucene.Postings;

/// <summary>
/// The documents of the packed block that was last read of one list: documents are looked up in rising order for the most part, so the next one
/// mostly lies in it too. Weights stay packed, one is read where its document is found.
/// </summary>
internal unsafe struct ReadBlock
{
    /// <summary>The block; −1 where none was read.</summary>
    public int Block;

    /// <summary>How many documents it holds.</summary>
    public int Count;

    /// <summary>Its packed weights.</summary>
    public byte* Weights;

    /// <summary>Bits a weight.</summary>
    public int WeightBits;

    /// <summary>Its documents, with room for the eight that are unpacked at once.</summary>
    public fixed int Documents[ListLayout.BlockSize + 8];

    /// <summary>Forgets what was read: another list follows.</summary>
    public void Forget() => Block = -1;
}
