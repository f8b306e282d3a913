using Lucene.Net.Codecs;
using Lucene.Net.Util;

namespace Retrieval.Lucene.Storage;

/// <summary>The doc values formats known before, and one more.</summary>
internal sealed class AddedFormat(IDocValuesFormatFactory known, string added, Func<DocValuesFormat> format) : IDocValuesFormatFactory, IServiceListable
{
    public ICollection<string> AvailableServices => known is IServiceListable listed ? [.. listed.AvailableServices, added] : [added];

    public DocValuesFormat GetDocValuesFormat(string name) => name == added ? format() : known.GetDocValuesFormat(name);
}
