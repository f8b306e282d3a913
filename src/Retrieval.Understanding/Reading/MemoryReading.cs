using Retrieval.Text.Measures;
using Retrieval.Text.Phrases;
using Retrieval.Understanding.Intent;

namespace Retrieval.Understanding.Reading;

/// <summary>Tells a device's working memory from its storage, which are written in the same units.</summary>
internal static class MemoryReading
{
    /// <summary>"16/512", "8GB+256GB": working memory, then storage.</summary>
    public static bool TakeBoth(Draft draft, ref int at)
    {
        if (draft.Tokens[at].Kind != TokenKind.Number || !draft.IsFree(at) || draft.Tokens[at].Joint == Joint.Hyphen) return false;
        double memory = draft.Tokens[at].Value;
        int next = at + 1;
        bool united = SkipGigabytes(draft, ref next, out double scale) && scale == 1;
        if (next + 1 >= draft.Count || draft.Tokens[next].Folded is not ("/" or "+") || draft.Tokens[next + 1].Kind != TokenKind.Number) return false;
        double storage = draft.Tokens[next + 1].Value;
        next += 2;
        united |= SkipGigabytes(draft, ref next, out scale);
        storage *= scale;
        bool plausible = memory is 2 or 3 or 4 or 6 or 8 or 12 or 16 or 18 or 24 or 32 or 36 or 48 or 64 or 96 && storage is 32 or 64 or 128 or 256 or 512 or 1000 or 1024 or 2000 or 2048 or 4000 && storage >= 4 * memory;
        if (!plausible || (!united && memory < 4)) return false;
        draft.Add(new Constraint.Quantity(Dimension.Memory, memory, memory));
        draft.Add(new Constraint.Quantity(Dimension.Storage, storage, storage));
        draft.Claim(at, next, TokenUse.Dropped);
        at = next;
        return true;
    }

    private static bool SkipGigabytes(Draft draft, ref int at, out double scale)
    {
        UnitOfMeasure? unit = MeasureParser.UnitAt(draft.Tokens, at, draft.Vocabulary, out int length);
        bool capital = unit?.Key == "g" && draft.Sentence[draft.Tokens[at].Start] == 'G';
        bool found = capital || unit is { Dimension: Dimension.Storage };
        scale = found && !capital ? unit!.Factor : 1;
        if (found) at += length;
        return found;
    }

    /// <summary>"16GB, 512GB": of two sizes the one that no disk has is the working memory.</summary>
    public static void TellApart(Draft draft)
    {
        List<Constraint> all = draft.Constraints;
        int small = all.FindIndex(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Storage, Max: <= 64 });
        bool isBeside = small >= 0 && all.Exists(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Storage, Max: >= 128 })
            && !all.Exists(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Memory });
        // "16 GB of RAM and at least 512 GB"
        int large = all.FindIndex(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Memory, Min: >= 128 } or Constraint.Quantity { Dimension: Dimension.Memory, Max: >= 128 });
        bool isDisk = large >= 0 && all.Exists(static constraint => constraint is Constraint.Quantity { Dimension: Dimension.Memory, Min: <= 64 } or Constraint.Quantity { Dimension: Dimension.Memory, Max: <= 64 });
        if (isDisk) all[large] = (Constraint.Quantity)all[large] with { Dimension = Dimension.Storage };
        if (isBeside) all[small] = (Constraint.Quantity)all[small] with { Dimension = Dimension.Memory };
    }
}
