using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Tells a device's working memory from its storage, which are written in the same units.</summary>
internal static class MemoryReading
{
    private const double TerabyteInGigabytes = 1000;

    /// <summary>"16/512", "8GB+256GB", "1TB/16GB": working memory and storage, of which the smaller is the memory.</summary>
    public static bool TakeBoth(Draft draft, ref int at)
    {
        if (draft.Tokens[at].Kind != TokenKind.Number || !draft.IsFree(at) || draft.Tokens[at].Joint == Joint.Hyphen) return false;
        int next = at + 1;
        bool firstUnited = SkipGigabytes(draft, ref next, out double scale);
        double first = draft.Tokens[at].Value * scale;
        if (next + 1 >= draft.Count || draft.Tokens[next].Folded is not ("/" or "+") || draft.Tokens[next + 1].Kind != TokenKind.Number) return false;
        double second = draft.Tokens[next + 1].Value;
        next += 2;
        bool secondUnited = SkipGigabytes(draft, ref next, out scale);
        second *= scale;
        (double memory, double storage) = (Math.Min(first, second), Math.Max(first, second));
        bool plausible = memory is 2 or 3 or 4 or 6 or 8 or 12 or 16 or 18 or 24 or 32 or 36 or 48 or 64 or 96 && storage is 32 or 64 or 128 or 256 or 512 or 1000 or 1024 or 2000 or 2048 or 4000 && storage >= 4 * memory;
        if (!plausible || (!firstUnited && !secondUnited && memory < 4) || first > second && !(firstUnited && secondUnited)) return false;
        draft.Add(new Constraint.Quantity(Dimension.Memory, memory, memory));
        draft.Add(new Constraint.Quantity(Dimension.Storage, storage, storage));
        draft.Claim(at, next, TokenUse.Dropped);
        at = next;
        return true;
    }

    /// <summary>Of a memory "16g+1t" are gigabytes and a terabyte.</summary>
    private static bool SkipGigabytes(Draft draft, ref int at, out double scale)
    {
        UnitOfMeasure? unit = MeasureParser.UnitAt(draft.Tokens, at, draft.Vocabulary, out int length);
        scale = unit switch
        {
            { Key: "t" } => TerabyteInGigabytes,
            { Dimension: Dimension.Storage } => unit.Factor,
            _ => 1,
        };
        bool found = unit is { Key: "g" or "t" } or { Dimension: Dimension.Storage };
        if (found) at += length;
        return found;
    }

    /// <summary>"16GB, 512GB": of two sizes the one that no disk has is the working memory. 内存 may be said of either.</summary>
    public static void TellApart(Draft draft)
    {
        List<Constraint> all = draft.Constraints;
        int small = all.FindIndex(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Storage, Max: <= 64 });
        bool isBeside = small >= 0 && all.Exists(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Storage, Max: >= 128 })
            && !all.Exists(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Memory });
        // "16 GB of RAM and at least 512 GB"
        int large = all.FindIndex(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Memory, Min: >= 128 } or Constraint.Quantity { Dimension: Dimension.Memory, Max: >= 128 });
        bool isDisk = large >= 0 && all.Exists(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Memory, Min: <= 64 } or Constraint.Quantity { Dimension: Dimension.Memory, Max: <= 64 });
        bool isExchanged = large >= 0 && !isDisk && small >= 0;
        if (isDisk || isExchanged) all[large] = (Constraint.Quantity)all[large] with { Dimension = Dimension.Storage };
        if (isBeside || isExchanged) all[small] = (Constraint.Quantity)all[small] with { Dimension = Dimension.Memory };
    }
}
