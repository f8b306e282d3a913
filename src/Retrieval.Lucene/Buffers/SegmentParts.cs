using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

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
    /// <param name="merge">The merge.</param>
    /// <param name="target">Writes the part's files; closed at the end, whether it was written or failed. Where nothing is started the caller closes it.</param>
    /// <param name="write">Writes the part to the target.</param>
    public static bool TryStart(MergeState merge, IDisposable target, Action write)
    {
        if (!merge.Readers.All(static reader => reader is BufferReader) || merge.FieldInfos.Any(IsOfTwoParts))
            return false;
        Started.GetOrCreateValue(merge.FieldInfos).Add(Task.Factory.StartNew(() => Write(target, write), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));
        return true;
    }

    /// <summary>Waits for all parts that were started.</summary>
    /// <exception cref="Exception">What the first of them failed by.</exception>
    public static void Wait(FieldInfos fields)
    {
        if (Started.TryGetValue(fields, out List<Task>? parts))
            Task.WhenAll(parts).GetAwaiter().GetResult();
    }

    private static void Write(IDisposable target, Action write)
    {
        try
        {
            write();
        }
        catch
        {
            // What it failed by is told, not what closing the half of it does.
            IOUtils.DisposeWhileHandlingException(target);
            throw;
        }

        target.Dispose();
    }

    /// <summary>Whether both the words and the columns of a segment note in the field where they keep it, which two threads cannot.</summary>
    private static bool IsOfTwoParts(FieldInfo field) => field.IsIndexed && field.HasDocValues;
}
