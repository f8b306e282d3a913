using Lucene.Net.Codecs;
using Lucene.Net.Index;

namespace Retrieval.Lucene.Postings;

/// <summary>The fields of one segment, each with its dictionary and our lists.</summary>
internal sealed class BlockMaxFieldsProducer : FieldsProducer
{
    private readonly FieldsProducer dictionaries;
    private readonly Dictionary<string, BlockMaxTerms> terms = [];

    public BlockMaxFieldsProducer(FieldsProducer dictionaries, BlockMaxPostingsReader postings, FieldInfos infos)
    {
        this.dictionaries = dictionaries;
        foreach (string field in dictionaries)
        {
            if (dictionaries.GetTerms(field) is { } dictionary)
                terms.Add(field, new BlockMaxTerms(dictionary, postings, infos.FieldInfo(field)));
        }
    }

    public override int Count => dictionaries.Count;

    public override IEnumerator<string> GetEnumerator() => dictionaries.GetEnumerator();

    public override Terms? GetTerms(string field) => terms.GetValueOrDefault(field);

    public override long RamBytesUsed() => dictionaries.RamBytesUsed();

    public override void CheckIntegrity() => dictionaries.CheckIntegrity();

    protected override void Dispose(bool disposing)
    {
        // The dictionary owns the postings reader and disposes it.
        if (disposing)
            dictionaries.Dispose();
    }
}
