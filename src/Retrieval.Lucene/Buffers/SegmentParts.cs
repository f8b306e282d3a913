using System.Runtime.CompilerServices;
using Lucene.Net.Index;

namespace Retrieval.Lucene.Buffers;

/// <summary>
/// Parts of a segment that are written on threads of their own while Lucene.Net's merge, which writes one after the other, goes on with the
/// next: its stored fields and its words, where all documents come from buffers. Those are memory that no failure closes, so a part may
/// outlive a merge that fails in another. <see cref="AwaitingFieldInfosFormat"/> waits for them.
/// </summary>
internal static class SegmentParts
{
    // A merge has one list of fields and hands it to all that write; with it goes what is known of the parts.
    private static readonly ConditionalWeakTable<FieldInfos, List<Task>> Started = [];

    /// <summary>Starts to write a part; false where the merge must write it before it goes on.</summary>
    public static bool TryStart(MergeState merge, Action write)
    {
        if (!merge.Readers.All(static reader => reader is BufferReader) || merge.FieldInfos.Any(IsOfTwoParts))
            return false;
        Started.GetOrCreateValue(merge.FieldInfos).Add(Task.Factory.StartNew(write, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        return true;
    }

    /// <summary>Waits for all parts that were started.</summary>
    /// <exception cref="Exception">What the first of them failed by.</exception>
    public static void Wait(FieldInfos fields)
    {
        if (Started.TryGetValue(fields, out List<Task>? parts))
            Task.WhenAll(parts).GetAwaiter().GetResult();
    }

    /// <summary>Whether both the words and the columns of a segment note in the field where they keep it, which two threads cannot.</summary>
    private static bool IsOfTwoParts(FieldInfo field) => field.IsIndexed && field.HasDocValues;
}
