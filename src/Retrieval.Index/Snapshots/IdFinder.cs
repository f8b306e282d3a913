using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using Retrieval.Index.Documents;

namespace Retrieval.Index.Snapshots;

/// <summary>
/// Finds documents by their ids. What is read of the segments' dictionaries stays for the next id: Lucene.Net's own way makes it anew for each,
/// several kilobytes. One thread at a time, as long as the segments are open.
/// </summary>
/// <param name="leaves">The segments.</param>
internal sealed class IdFinder(AtomicReader[] leaves)
{
    private readonly TermsEnum?[] dictionaries = Array.ConvertAll(leaves, static leaf => leaf.GetTerms(DocumentMaker.Id)?.GetEnumerator());
    private readonly DocsEnum?[] documents = new DocsEnum?[leaves.Length];
    private readonly BytesRef key = new(64);

    /// <summary>Finds the document of an id that is not deleted, in its segment's own numbering.</summary>
    public bool TryFind(ReadOnlySpan<char> id, out int segment, out int doc)
    {
        int longest = Encoding.UTF8.GetMaxByteCount(id.Length);
        if (key.Bytes.Length < longest) key.Bytes = new byte[longest];
        key.Length = Encoding.UTF8.GetBytes(id, key.Bytes);
        for (segment = 0; segment < leaves.Length; segment++)
        {
            if (dictionaries[segment] is not { } dictionary || !dictionary.SeekExact(key)) continue;
            // Null where all documents of the id are deleted.
            if (dictionary.Docs(leaves[segment].LiveDocs, documents[segment], DocsFlags.NONE) is not { } found) continue;
            documents[segment] = found;
            doc = found.NextDoc();
            if (doc != DocIdSetIterator.NO_MORE_DOCS) return true;
        }
        doc = -1;
        return false;
    }
}
