using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Reading.Records;

/// <summary>Sets what one format's record states on the draft.</summary>
internal delegate void RecordBinding(FeedRecord record, ProductDraft draft, ReadOptions options);

/// <summary>A feed of records under a binding: what CSV, Google, OpenAI and mapped feeds have in common.</summary>
internal static class RecordFeed
{
    public static IEnumerable<CatalogLine> Read(string file, IEnumerable<RecordLine> records, RecordBinding bind, ReadOptions options)
    {
        var draft = new ProductDraft();
        foreach (RecordLine entry in records)
        {
            if (entry.Record is not { } record)
            {
                yield return new CatalogLine(null, [entry.Refusal!]);
                continue;
            }
            draft.Begin(file, entry.Line);
            try
            {
                bind(record, draft, options);
            }
            catch (Exception e) when (JsonLine.IsFault(e))
            {
                JsonLine.Refuse(e, draft);
            }
            yield return draft.Finish(options);
        }
    }
}
