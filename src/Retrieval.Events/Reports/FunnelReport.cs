using System.IO.Hashing;
using System.Runtime.InteropServices;
using Retrieval.Events.Funnel;
using Retrieval.Events.Recording;

namespace Retrieval.Events.Reports;

/// <summary>The funnel of recorded events, in all and for each template and ranker of the answers.</summary>
/// <param name="Events">Events counted.</param>
/// <param name="Repeated">Events that were recorded before by their ids, and count once.</param>
/// <param name="Broken">Damaged lines, which count nowhere.</param>
/// <param name="BrokenLines">The first 20 of them.</param>
/// <param name="All">The figures of all.</param>
/// <param name="Templates">Those of each template.</param>
/// <param name="Rankers">Those of each ranker.</param>
public sealed record FunnelReport(
    long Events, long Repeated, long Broken, IReadOnlyList<BrokenLine> BrokenLines, FunnelFigures All, IReadOnlyList<FunnelFigures> Templates, IReadOnlyList<FunnelFigures> Rankers)
{
    private const int MostNamed = 20;

    /// <summary>Reports on lines. Folders are indexes, each with sessions and events of its own.</summary>
    /// <param name="lines">The lines, in the order of recording.</param>
    /// <param name="costs">What the assistant costs; null where it is not known.</param>
    public static FunnelReport Of(IEnumerable<RecordedLine> lines, FunnelCosts? costs)
    {
        var sessions = new Dictionary<(string? Folder, string Session), SessionFunnel>();
        var known = new HashSet<UInt128>();
        var broken = new List<BrokenLine>();
        long repeated = 0, brokenCount = 0;
        foreach (RecordedLine line in lines)
        {
            string? folder = Path.GetDirectoryName(line.File);
            if (line.Event is not { } told)
            {
                brokenCount++;
                if (broken.Count < MostNamed) broken.Add(new BrokenLine(line.File, line.Line, line.Problem!));
                continue;
            }
            if (!known.Add(Key(folder, told)))
            {
                repeated++;
                continue;
            }
            if (!sessions.TryGetValue((folder, told.Session), out SessionFunnel? session)) sessions.Add((folder, told.Session), session = new SessionFunnel());
            session.Take(told);
        }
        return new FunnelReport(
            known.Count, repeated, brokenCount, broken, FunnelFigures.OfAll(sessions.Values, costs),
            FunnelFigures.ByName(sessions.Values, static answer => answer.Template, costs), FunnelFigures.ByName(sessions.Values, static answer => answer.Ranker, costs));
    }

    // Millions of ids would fill the memory; 128 bits of their hashes do not meet by chance.
    private static UInt128 Key(string? folder, FunnelEvent told) => XxHash128.HashToUInt128(MemoryMarshal.AsBytes($"{folder}\n{told.Id}".AsSpan()));
}

/// <summary>A line that is no event.</summary>
/// <param name="File">Path of its file.</param>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Problem">What is wrong.</param>
public sealed record BrokenLine(string File, int Line, string Problem);
