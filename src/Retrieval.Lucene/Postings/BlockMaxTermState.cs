using Lucene.Net.Codecs;
using Lucene.Net.Index;

namespace Retrieval.Lucene.Postings;

/// <summary>Where the dictionary's current term has its record and its positions.</summary>
internal sealed class BlockMaxTermState : BlockTermState
{
    public long RecordOffset { get; set; }

    public long PositionOffset { get; set; }

    public override object Clone()
    {
        var copy = new BlockMaxTermState();
        copy.CopyFrom(this);
        return copy;
    }

    public override void CopyFrom(TermState other)
    {
        base.CopyFrom(other);
        var state = (BlockMaxTermState)other;
        RecordOffset = state.RecordOffset;
        PositionOffset = state.PositionOffset;
    }
}
