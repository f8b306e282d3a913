using System.Runtime.CompilerServices;
using Retrieval.Lucene.Postings;

namespace Retrieval.Lucene.Scoring;

/// <summary>What the inner loops need of a windowed list in one window, side by side.</summary>
internal readonly unsafe struct WindowedList
{
    private readonly int* stepBounds;

    /// <param name="list">The list.</param>
    /// <param name="index">Its place among the segment's lists.</param>
    /// <param name="window">The window, not empty.</param>
    /// <param name="noNorms">As many zero bytes as a window has documents, for fields without norms.</param>
    public WindowedList(in ScoredList list, int index, int window, byte* noNorms)
    {
        Index = index;
        View = list.Postings.Window(window);
        Bound = list.Bounds[window];
        Table = list.Table;
        StrideShift = list.StrideShift;
        IsImpacts = list.Kind == FieldKind.Impacts;
        Norms = list.Plane == null ? noNorms : list.Plane + (window << ListLayout.WindowBits);
        stepBounds = list.StepBounds;
        Steps = list.IsGrouped ? list.Postings.GroupBounds + (window * ListLayout.GroupBytes) : null;
    }

    public int Index { get; }

    public WindowView View { get; }

    /// <summary>The most that a document of the window can gain.</summary>
    public int Bound { get; }

    public int* Table { get; }

    public int StrideShift { get; }

    public bool IsImpacts { get; }

    /// <summary>The norm index of each document of the window.</summary>
    public byte* Norms { get; }

    /// <summary>Grouped lists: the window's group bounds; else null.</summary>
    public byte* Steps { get; }

    /// <summary>The most that a document of a group can gain.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GroupBound(int group)
    {
        if (Steps != null)
        {
            int pair = Steps[group & (ListLayout.GroupBytes - 1)];
            return stepBounds[group < ListLayout.GroupBytes ? pair & 15 : pair >> 4];
        }

        return (View.PresenceOf(group >> 6) >> group & 1) == 0 ? 0 : Bound;
    }
}
