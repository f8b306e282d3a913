using Lucene.Net.Index;

namespace Retrieval.Lucene.Buffers;

/// <summary>The inverted fields of a buffer.</summary>
internal sealed class BufferFields(SortedDictionary<string, InvertedField> fields, TermTable table) : Fields
{
    public override int Count => fields.Count;

    public override IEnumerator<string> GetEnumerator() => fields.Keys.GetEnumerator();

    public override Terms? GetTerms(string field) => fields.TryGetValue(field, out InvertedField? found) ? new BufferTerms(found, table) : null;
}
