using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Catalog.Products;
using Retrieval.Index.Building;
using Retrieval.Index.Documents;
using Retrieval.Index.Generations;
using Retrieval.Text.Analysis;
using Retrieval.Text.Languages;
using Directory = System.IO.Directory;

namespace Retrieval.Index.Tests.Building;

/// <summary>That a catalogue which does not fit into the buffers makes the index of one that does.</summary>
public sealed class BuildPipelineTests
{
    private static readonly Product[] Products =
        [.. Enumerable.Range(0, 2_000).Select(static i => new Product { Id = $"P-{i}", Title = $"thing {i % 7} colour{i % 11} size{i % 13}", Description = $"word{i} word{i % 100}", Language = Language.En })];

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void However_often_buffers_are_flushed_the_index_holds_the_same(int threads)
    {
        int merges = 0;
        string expected = Told(threads, bufferBytes: null, () => merges++);
        Assert.Equal(expected, Told(threads, bufferBytes: 1, () => merges++));
        Assert.Equal(expected, Told(threads, bufferBytes: 200_000, () => merges++));
        Assert.Equal(3, merges);
    }

    private static string Told(int threads, long? bufferBytes, Action merging)
    {
        string folder = Directory.CreateTempSubdirectory("retrieval-index-").FullName;
        try
        {
            using (var pipeline = new BuildPipeline(folder, new BuildOptions { Threads = threads }, new LanguageAnalyzers(), new Dictionary<string, float>(), CancellationToken.None, bufferBytes))
            {
                for (int i = 0; i < Products.Length; i++) pipeline.Add(Products[i], i);
                pipeline.Finish([new BuildPipeline.Entry(Products[7] with { Title = "replaced" }, Products.Length)], static () => { }, merging);
                Assert.Equal(Products.Length, pipeline.Written);
            }
            using var documents = new MMapDirectory(GenerationFolders.Documents(folder));
            Assert.True(new CheckIndex(documents).DoCheckIndex().Clean);
            using DirectoryReader reader = DirectoryReader.Open(documents);
            AtomicReader segment = Assert.Single(reader.Leaves).AtomicReader;
            return string.Join('\n', Postings(segment, DocumentMaker.Id).Concat(Postings(segment, LexicalFields.Words)).Concat(Stored(segment)).Order(StringComparer.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<string> Postings(AtomicReader segment, string field)
    {
        TermsEnum terms = segment.GetTerms(field).GetEnumerator();
        while (terms.MoveNext()) yield return $"{field} {terms.Term.Utf8ToString()} {terms.DocFreq}";
    }

    private static IEnumerable<string> Stored(AtomicReader segment) =>
        Enumerable.Range(0, segment.MaxDoc).Select(document => new string([.. Bytes(segment.Document(document).GetBinaryValue(DocumentMaker.Stored)).Select(static each => (char)each)]));

    private static byte[] Bytes(BytesRef value) => value.Bytes[value.Offset..(value.Offset + value.Length)];
}
