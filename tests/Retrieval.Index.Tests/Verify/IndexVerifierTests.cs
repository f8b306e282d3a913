using Retrieval.Catalog.Products;
using Retrieval.Catalog.Updates;
using Retrieval.Index.Building;
using Retrieval.Index.Columns;
using Retrieval.Index.Documents;
using Retrieval.Index.Errors;
using Retrieval.Index.Snapshots;
using Retrieval.Index.Tests.Support;
using Retrieval.Index.Updates;
using Retrieval.Index.Verify;
using Retrieval.Text.Languages;

namespace Retrieval.Index.Tests.Verify;

/// <summary>A whole index passes, also after updates; damage to any of its files is found by the check that is meant for it, and told on opening.</summary>
public class IndexVerifierTests
{
    [Fact]
    public void A_whole_index_passes_every_check_after_updates_too()
    {
        using var encoder = new FakeEncoder();
        using TestIndex test = Build(encoder);
        AssertPasses(test, encoder);
        using (IndexUpdater updater = IndexUpdater.Open(test.Index, encoder, "a test"))
            updater.Apply([new CatalogUpdate.Upsert(Thing(3, "green kettle")), new CatalogUpdate.Delete("T-5"), new CatalogUpdate.Upsert(Thing(900, "new lamp"))]);
        AssertPasses(test, encoder);
    }

    [Fact]
    public void Recall_of_exact_scan_is_whole()
    {
        using var encoder = new FakeEncoder();
        using TestIndex test = Build(encoder);
        VectorRecall recall = IndexVerifier.Verify(test.Folder, recall: true, encoder).Recall!;
        Assert.True(recall.At10 > 0.999 && recall.At100 > 0.999, $"{recall}");
    }

    [Theory]
    [InlineData("manifest.json", "manifest")]
    [InlineData("compounds.tsv", "compounds")]
    [InlineData("offers/offers.base", "offers")]
    [InlineData("offers/offers.log", "offers")]
    public void A_damaged_file_of_ours_is_found_by_its_check(string file, string check)
    {
        using TestIndex test = Build(null);
        test.Index.Dispose();
        string path = Path.Combine(test.Folder, "gen-0001", file);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[Math.Min(4, bytes.Length - 1)] ^= 0xFF;
        File.WriteAllBytes(path, bytes);

        VerificationReport report = IndexVerifier.Verify(test.Folder);
        Assert.False(report.Passed);
        Assert.Equal([check], report.Checks.Where(found => !found.Passed).Select(found => found.Name));
        IndexException refusal = Assert.Throws<IndexException>(() => ProductIndex.Open(test.Folder));
        Assert.Contains(Path.GetFileName(file), refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_damaged_or_missing_file_of_the_documents_is_found()
    {
        using TestIndex test = Build(null);
        test.Index.Dispose();
        string[] files = Directory.GetFiles(Path.Combine(test.Folder, "gen-0001", "documents"));
        foreach (string file in files.Where(file => !file.EndsWith("lock", StringComparison.Ordinal) && !file.EndsWith("segments.gen", StringComparison.Ordinal)))
        {
            byte[] bytes = File.ReadAllBytes(file);
            File.Delete(file);
            Assert.False(IndexVerifier.Verify(test.Folder).Passed, $"{Path.GetFileName(file)} is missing and nothing says so");
            File.WriteAllBytes(file, bytes[..(bytes.Length / 2)]);
            Assert.False(IndexVerifier.Verify(test.Folder).Passed, $"{Path.GetFileName(file)} is cut in half and nothing says so");
            File.WriteAllBytes(file, bytes);
        }
        Assert.True(IndexVerifier.Verify(test.Folder).Passed);
    }

    [Fact]
    public void A_damaged_column_is_told_to_whoever_names_it_and_its_generation_takes_no_other_ones_place()
    {
        using TestIndex test = Build(null);
        string path = Assert.Single(Directory.GetFiles(Path.Combine(test.Folder, "gen-0001", "documents"), "*.col*"));
        byte[] bytes = File.ReadAllBytes(path);
        var told = new HashSet<string>();
        // Every place that is no header, directory or footer lies in one of the columns, of which only it is lost.
        for (int place = 40; place < bytes.Length - 400; place += bytes.Length / 60)
        {
            byte[] changed = [.. bytes];
            changed[place] ^= 4;
            // Another file: the one that is mapped stays as it is.
            File.Delete(path);
            File.WriteAllBytes(path, changed);
            using ProductIndex index = ProductIndex.Open(test.Folder);
            using IndexSnapshot snapshot = index.Acquire();
            string[] names = [ColumnNames.Ordinal, ColumnNames.GroupKey, ColumnNames.EligibleSearch, ColumnNames.EligibleCheckout, ColumnNames.Language, ColumnNames.Kinds];
            string[] lost = [.. names.Where(name =>
            {
                try
                {
                    SegmentColumns columns = snapshot.Generation.Columns[0];
                    _ = name is ColumnNames.Language or ColumnNames.Kinds ? columns.Values(name).Count : columns.Numbers(name)?[0];
                    return false;
                }
                catch (IndexException damaged)
                {
                    Assert.Equal(IndexFault.Corrupt, damaged.Fault);
                    Assert.Contains(Path.GetFileName(path), damaged.Message, StringComparison.Ordinal);
                    return true;
                }
            })];
            told.Add(Assert.Single(lost));
            Assert.Throws<IndexException>(() => snapshot.Generation.Verify());
        }
        Assert.InRange(told.Count, 2, 6);
        File.Delete(path);
        File.WriteAllBytes(path, bytes);

        // A second generation that is damaged is not taken; the first one goes on.
        IndexBuilder.Build(test.Folder, [Thing(1, "other thing")], TestIndex.Plain);
        string next = Assert.Single(Directory.GetFiles(Path.Combine(test.Folder, "gen-0002", "documents"), "*.col*"));
        bytes = File.ReadAllBytes(next);
        bytes[60] ^= 4;
        File.WriteAllBytes(next, bytes);
        Assert.Equal(IndexFault.Corrupt, Assert.Throws<IndexException>(() => test.Index.Refresh()).Fault);
        using IndexSnapshot kept = test.Index.Acquire();
        Assert.Equal(300, kept.ProductCount);
        bytes[60] ^= 4;
        File.WriteAllBytes(next, bytes);
        Assert.True(test.Index.Refresh());
    }

    [Fact]
    public void A_folder_that_holds_no_index_is_told_apart_from_a_damaged_one()
    {
        string folder = Directory.CreateTempSubdirectory("retrieval-none-").FullName;
        Assert.Equal(IndexFault.NotFound, Assert.Throws<IndexException>(() => IndexVerifier.Verify(folder)).Fault);
        Assert.Equal(IndexFault.NotFound, Assert.Throws<IndexException>(() => ProductIndex.Open(Path.Combine(folder, "nowhere"))).Fault);
        File.WriteAllText(Path.Combine(folder, "CURRENT"), "gen-0009\n");
        Assert.Equal(IndexFault.Corrupt, Assert.Throws<IndexException>(() => ProductIndex.Open(folder)).Fault);
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public void Another_model_than_that_of_the_build_is_refused()
    {
        using var encoder = new FakeEncoder();
        using TestIndex test = Build(encoder);
        using var other = new FakeEncoder(identity: "fake-2");
        IndexException refusal = Assert.Throws<IndexException>(() => IndexUpdater.Open(test.Index, other, "a test"));
        Assert.Equal(IndexFault.ModelMismatch, refusal.Fault);
        Assert.Contains("fake-1", refusal.Message, StringComparison.Ordinal);
    }

    private static void AssertPasses(TestIndex test, FakeEncoder encoder)
    {
        VerificationReport report = IndexVerifier.Verify(test.Folder, recall: false, encoder);
        Assert.All(report.Checks, check => Assert.True(check.Passed, $"{check.Name}: {check.Detail}"));
        Assert.Equal(7, report.Checks.Count);
    }

    private static TestIndex Build(FakeEncoder? encoder) =>
        new(Enumerable.Range(0, 300).Select(i => Thing(i, $"thing {i % 7} colour{i % 11} size{i % 13}")), new BuildOptions { Threads = 2, Language = Language.En, Encoder = encoder });

    private static Product Thing(int number, string title) => new() { Id = $"T-{number}", Title = title, Price = new Money(100 + number, "EUR") };
}
