using Lucene.Net.Analysis;
using Lucene.Net.Analysis.TokenAttributes;
using Lucene.Net.Documents;
using Lucene.Net.Index;

namespace Retrieval.Index.Documents;

/// <summary>
/// A field of one term, as <see cref="StringField"/> is one. That makes a stream a field and document, whose attributes Lucene.Net looks up
/// behind one lock, for which threads of a build waited a tenth of their time. Not thread-safe; reused for the next document.
/// </summary>
internal sealed class TermStream : TokenStream
{
    private static readonly FieldType Whole = Frozen();

    private readonly ICharTermAttribute term;
    private string value = "";
    private bool isRead;

    public TermStream() => term = AddAttribute<ICharTermAttribute>();

    /// <summary>A field of a document with a term in place of the one before.</summary>
    public Field Of(string name, string text)
    {
        value = text;
        return new Field(name, this, Whole);
    }

    /// <inheritdoc/>
    public override void Reset()
    {
        base.Reset();
        isRead = false;
    }

    /// <inheritdoc/>
    public override bool IncrementToken()
    {
        if (isRead) return false;
        ClearAttributes();
        term.Append(value);
        return isRead = true;
    }

    private static FieldType Frozen()
    {
        var type = new FieldType { IsIndexed = true, IsTokenized = true, OmitNorms = true, IndexOptions = IndexOptions.DOCS_ONLY };
        type.Freeze();
        return type;
    }
}
