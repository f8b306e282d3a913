using System.Text;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using Retrieval.Lucene.Columns;
using Retrieval.Tests.Shared;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Tests.Columns;

/// <summary>
/// 1 columns and payloads of every width survive flush, merge, deletes, compound files and near-real-time readers, read column by column or
/// as records, and CheckIndex agrees; 2 a merge of mapped columns gives the bytes of one that takes records apart; 3 a changed byte is found,
/// of columns on opening, of payloads by the check of an index's integrity; 4 a segment without the field merges with one that has it.
/// </summary>
public sealed class ColumnFormatTests
{
    [Theory]
    [InlineData(1, false, true)]
    [InlineData(2, false, true)]
    [InlineData(3, true, true)]
    [InlineData(4, false, false)]
    [InlineData(5, true, false)]
    public void Columns_survive_flush_merge_deletes_and_compound_files(int seed, bool compound, bool merging)
    {
        string folder = Workspace.NewFolder();
        try
        {
            var random = new Random(seed);
            Stated[] all = [.. Enumerable.Range(0, 700).Select(id => ColumnIndex.Random(random, id))];
            var deleted = new HashSet<int>();
            using Directory directory = FSDirectory.Open(folder);
            using (IndexWriter writer = ColumnIndex.Writer(directory, compound, merging))
            {
                foreach (Stated stated in all)
                {
                    writer.AddDocument(ColumnIndex.Document(stated));
                    if (random.Next(60) == 0)
                        writer.Commit();
                    if (random.Next(8) == 0 && deleted.Add(random.Next(stated.Id + 1)))
                        writer.DeleteDocuments(new Term("id", $"{deleted.Last()}"));
                }

                using (DirectoryReader live = writer.GetReader(applyAllDeletes: true))
                    AssertHolds(live, all, deleted);
                writer.ForceMerge(1);
                using DirectoryReader merged = writer.GetReader(applyAllDeletes: true);
                Assert.Single(merged.Leaves);
                AssertHolds(merged, all, deleted);
            }

            using (DirectoryReader reopened = DirectoryReader.Open(directory))
                AssertHolds(reopened, all, deleted);
            Assert.True(new CheckIndex(directory).DoCheckIndex().Clean);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_merge_of_mapped_columns_gives_the_bytes_of_one_of_records()
    {
        byte[][][] files = [.. new[] { true, false }.Select(merging =>
        {
            using var directory = new RAMDirectory();
            using (IndexWriter writer = ColumnIndex.Writer(directory, merging: merging))
            {
                var random = new Random(6);
                for (int id = 0; id < 500; id++)
                {
                    writer.AddDocument(ColumnIndex.Document(ColumnIndex.Random(random, id)));
                    if (id % 100 == 99)
                        writer.Commit();
                }

                writer.DeleteDocuments(new Term("id", "77"));
                writer.ForceMerge(1);
            }

            return directory.ListAll().Where(static name => name.Contains("RetrievalColumns", StringComparison.Ordinal)).Order(StringComparer.Ordinal).Select(name => Bytes(directory, name)).ToArray();
        })];
        Assert.Equal(2, files[0].Length);
        Assert.Equal(files[1], files[0]);
    }

    [Fact]
    public void A_segment_without_columns_merges_with_one_that_has_them()
    {
        using var directory = new RAMDirectory();
        Stated stated = ColumnIndex.Random(new Random(7), 3);
        using (IndexWriter writer = ColumnIndex.Writer(directory))
        {
            writer.AddDocument([new global::Lucene.Net.Documents.StringField("id", "none", global::Lucene.Net.Documents.Field.Store.YES)]);
            writer.Commit();
            writer.AddDocument(ColumnIndex.Document(stated));
            writer.ForceMerge(1);
        }

        using DirectoryReader reader = DirectoryReader.Open(directory);
        DocumentColumns columns = ColumnsOf(Assert.Single(reader.Leaves));
        NumberValues ids = columns.Numbers("id")!;
        int with = ids.GetValueOrDefault(0, -1) == 3 ? 0 : 1;
        Assert.Equal(3, ids[with]);
        Assert.Equal(stated.Payload, columns.Payload(with).ToArray());
        Assert.Equal(-1, ids.GetValueOrDefault(1 - with, -1));
        Assert.Equal(0, columns.Payload(1 - with).Length);
    }

    [Fact]
    public void Readers_over_one_core_share_the_columns_and_the_last_of_them_unmaps_them()
    {
        string folder = Workspace.NewFolder();
        try
        {
            using Directory directory = FSDirectory.Open(folder);
            using IndexWriter writer = ColumnIndex.Writer(directory);
            for (int id = 0; id < 50; id++)
                writer.AddDocument(ColumnIndex.Document(ColumnIndex.Random(new Random(id), id)));
            writer.Commit();
            DirectoryReader first = DirectoryReader.Open(directory);
            DocumentColumns columns = ColumnsOf(Assert.Single(first.Leaves));
            NumberValues ids = columns.Numbers("id")!;
            for (int round = 0; round < 5; round++)
            {
                writer.DeleteDocuments(new Term("id", $"{round}"));
                writer.AddDocument(ColumnIndex.Document(ColumnIndex.Random(new Random(round), 100 + round)));
                writer.Commit();
                DirectoryReader next = DirectoryReader.OpenIfChanged(first)!;
                Assert.Same(first.Leaves[0].AtomicReader.CoreCacheKey, next.Leaves[0].AtomicReader.CoreCacheKey);
                Assert.NotSame(first.Leaves[0].AtomicReader, next.Leaves[0].AtomicReader);
                first.Dispose();
                first = next;
                Assert.Same(columns, ColumnsOf(first.Leaves[0]));
                Assert.True(IsMapped());
                for (int document = 0; document < 50; document++)
                    Assert.Equal(document, ids[document]);
            }

            first.Dispose();
            // The writer keeps readers of its own for deletions.
            writer.Dispose();
            Assert.False(IsMapped());
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }

        bool IsMapped() => File.ReadLines("/proc/self/maps").Any(line => line.Contains(folder, StringComparison.Ordinal) && line.Contains(".col", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Documents_with_a_number_in_a_range_are_told_as_one_by_one(int seed)
    {
        using var directory = new RAMDirectory();
        var random = new Random(seed);
        Stated[] all = [.. Enumerable.Range(0, 900).Select(id => ColumnIndex.Random(random, id))];
        using (IndexWriter writer = ColumnIndex.Writer(directory))
        {
            foreach (Stated stated in all)
                writer.AddDocument(ColumnIndex.Document(stated));
            writer.ForceMerge(1);
        }

        using DirectoryReader reader = DirectoryReader.Open(directory);
        DocumentColumns columns = ColumnsOf(Assert.Single(reader.Leaves));
        foreach (string column in all.SelectMany(static stated => stated.Numbers.Keys).Distinct())
        {
            NumberValues values = columns.Numbers(column)!;
            long[] bounds = [long.MinValue, long.MinValue + 1, -1, 0, 1, long.MaxValue - 1, long.MaxValue, .. all.Take(12).Where(stated => stated.Numbers.ContainsKey(column)).SelectMany(stated => new[] { stated.Numbers[column], stated.Numbers[column] + 1, stated.Numbers[column] - 1 })];
            foreach (long low in bounds)
            {
                foreach (long high in bounds)
                {
                    // Dirty before, so that bits left standing are seen.
                    ulong[] bits = [.. Enumerable.Repeat(ulong.MaxValue, (columns.MaxDoc + 63) / 64)];
                    values.Within(low, high, bits);
                    int[] expected = [.. Enumerable.Range(0, columns.MaxDoc).Where(document => all[document].Numbers.TryGetValue(column, out long number) && low <= number && number <= high)];
                    Assert.Equal(expected, Enumerable.Range(0, bits.Length * 64).Where(document => (bits[document >> 6] >> document & 1) != 0));
                }
            }
        }
    }

    [Fact]
    public void A_changed_byte_of_a_column_is_found_by_whoever_reads_it_first_and_by_nobody_else()
    {
        string folder = Workspace.NewFolder();
        try
        {
            string path = Written(folder, 40, "*.col*");
            byte[] bytes = File.ReadAllBytes(path);
            using Directory directory = FSDirectory.Open(folder);
            int onOpening = 0, onReading = 0;
            for (int place = 0; place < bytes.Length; place += 7)
            {
                byte[] changed = [.. bytes];
                changed[place] ^= 0x20;
                File.WriteAllBytes(path, changed);
                string? found = null;
                try
                {
                    using DirectoryReader reader = DirectoryReader.Open(directory);
                    DocumentColumns columns = ColumnsOf(reader.Leaves[0]);
                    foreach (string column in (string[])["constant", "few", "id", "int", "long", "rare", "real", "short"])
                        found ??= Damage(() => columns.Numbers(column));
                    foreach (string column in (string[])["flags", "many", "seldom", "several", "single"])
                        found ??= Damage(() => columns.Words(column));
                    // Only the checksum of the whole file covers itself, and the zeros between header and count.
                    Assert.True(found is not null || place >= bytes.Length - 16 || place < 40, $"byte {place} of {bytes.Length}");
                    onReading += found is null ? 0 : 1;
                    Assert.Throws<CorruptIndexException>(() => ((SegmentReader)reader.Leaves[0].AtomicReader).CheckIntegrity());
                }
                catch (IOException refused)
                {
                    found = refused.Message;
                    onOpening++;
                }

                Assert.True(found is null || found.Contains(Path.GetFileName(path), StringComparison.Ordinal) || place < 40, found);
            }

            Assert.InRange(onReading, bytes.Length / 14, bytes.Length / 7);
            Assert.InRange(onOpening, 50, bytes.Length / 14);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    private static string? Damage(Action read)
    {
        try
        {
            read();
            return null;
        }
        catch (CorruptIndexException damaged)
        {
            // Told again to whoever comes next.
            Assert.Equal(damaged.Message, Assert.Throws<CorruptIndexException>(read).Message);
            return damaged.Message;
        }
    }

    [Fact]
    public void A_changed_byte_of_a_payload_is_found_by_the_check_of_integrity()
    {
        const string files = "*.pay*";
        string folder = Workspace.NewFolder();
        try
        {
            using Directory directory = FSDirectory.Open(folder);
            using (IndexWriter writer = ColumnIndex.Writer(directory))
            {
                for (int id = 0; id < 20; id++)
                    writer.AddDocument(ColumnIndex.Document(ColumnIndex.Random(new Random(id), id)));
            }

            string path = Assert.Single(System.IO.Directory.GetFiles(folder, files));
            byte[] bytes = File.ReadAllBytes(path);
            foreach (int place in new[] { 40, bytes.Length / 2, bytes.Length - 1 })
            {
                byte[] changed = [.. bytes];
                changed[place] ^= 1;
                File.WriteAllBytes(path, changed);
                var corrupt = Assert.Throws<CorruptIndexException>(() =>
                {
                    using DirectoryReader reader = DirectoryReader.Open(directory);
                    ((SegmentReader)reader.Leaves[0].AtomicReader).CheckIntegrity();
                });
                Assert.Contains(Path.GetFileName(path), corrupt.Message, StringComparison.Ordinal);
            }

            File.WriteAllBytes(path, bytes[..20]);
            Assert.ThrowsAny<IOException>(() => DirectoryReader.Open(directory));
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void A_payload_that_lies_outside_of_its_file_is_refused()
    {
        string folder = Workspace.NewFolder();
        try
        {
            using Directory directory = FSDirectory.Open(folder);
            using (IndexWriter writer = ColumnIndex.Writer(directory))
                writer.AddDocument(ColumnIndex.Document(ColumnIndex.Random(new Random(1), 1)));
            string path = Assert.Single(System.IO.Directory.GetFiles(folder, "*.pay*"));
            byte[] bytes = File.ReadAllBytes(path);
            bytes[^20] = 1;
            File.WriteAllBytes(path, bytes);
            using DirectoryReader reader = DirectoryReader.Open(directory);
            Assert.Throws<CorruptIndexException>(() => ColumnsOf(reader.Leaves[0]).Payload(0).Length);
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("*.col*")]
    [InlineData("*.pay*")]
    public void A_file_of_a_segment_of_another_size_is_refused(string files)
    {
        string folder = Workspace.NewFolder();
        try
        {
            string small = Written(Path.Combine(folder, "small"), 20, files), large = Written(Path.Combine(folder, "large"), 60, files);
            byte[] ofLarge = File.ReadAllBytes(large);
            File.Copy(small, large, overwrite: true);
            File.WriteAllBytes(small, ofLarge);
            foreach (string index in (string[])["small", "large"])
            {
                using Directory directory = FSDirectory.Open(Path.Combine(folder, index));
                Assert.Contains("documents", Assert.Throws<CorruptIndexException>(() => DirectoryReader.Open(directory)).Message, StringComparison.Ordinal);
            }
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    [Theory]
    [InlineData("*.col*")]
    [InlineData("*.pay*")]
    public void A_file_that_was_cut_off_anywhere_is_refused(string files)
    {
        string folder = Workspace.NewFolder();
        try
        {
            string path = Written(folder, 20, files);
            byte[] bytes = File.ReadAllBytes(path);
            using Directory directory = FSDirectory.Open(folder);
            for (int length = 0; length < bytes.Length; length += length < bytes.Length - 100 ? 37 : 1)
            {
                File.WriteAllBytes(path, bytes[..length]);
                Assert.ThrowsAny<IOException>(() => DirectoryReader.Open(directory));
            }
        }
        finally
        {
            System.IO.Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The file of an index of some documents.</summary>
    private static string Written(string folder, int documents, string files)
    {
        using Directory directory = FSDirectory.Open(folder);
        using (IndexWriter writer = ColumnIndex.Writer(directory))
        {
            for (int id = 0; id < documents; id++) writer.AddDocument(ColumnIndex.Document(ColumnIndex.Random(new Random(id), id)));
        }
        return Assert.Single(System.IO.Directory.GetFiles(folder, files));
    }

    private static DocumentColumns ColumnsOf(AtomicReaderContext leaf) => Assert.IsType<DocumentColumns>(leaf.AtomicReader.GetBinaryDocValues(ColumnIndex.Field));

    private static void AssertHolds(DirectoryReader reader, Stated[] all, HashSet<int> deleted)
    {
        Assert.Equal(all.Length - deleted.Count, reader.NumDocs);
        string[] numbers = [.. all.SelectMany(static stated => stated.Numbers.Keys).Distinct()];
        string[] words = [.. all.SelectMany(static stated => stated.Words.Keys).Distinct()];
        foreach (AtomicReaderContext leaf in reader.Leaves)
        {
            DocumentColumns columns = ColumnsOf(leaf);
            NumericDocValues stock = leaf.AtomicReader.GetNumericDocValues("number");
            Dictionary<string, NumberValues?> read = numbers.ToDictionary(static column => column, column => columns.Numbers(column));
            Dictionary<string, SortedSet<string>[]> sets = words.ToDictionary(static column => column, column => SetsOf(columns, column));
            for (int document = 0; document < leaf.AtomicReader.MaxDoc; document++)
            {
                if (leaf.AtomicReader.LiveDocs is { } live && !live.Get(document))
                    continue;
                Stated stated = all[(int)read["id"]![document]];
                Assert.DoesNotContain(stated.Id, deleted);
                Assert.Equal(stated.Id, stock.Get(document));
                foreach (string column in numbers)
                    Assert.Equal(stated.Numbers.GetValueOrDefault(column, -5), read[column]?.GetValueOrDefault(document, -5) ?? -5);
                foreach (string column in words)
                    Assert.Equal(stated.Words.GetValueOrDefault(column, []), sets[column][document]);
                Assert.Equal(stated.Payload, columns.Payload(document).ToArray());
                var record = new BytesRef();
                columns.Get(document, record);
                Stated again = ColumnIndex.Read(record.Bytes.AsSpan(record.Offset, record.Length));
                Assert.Equal(stated.Numbers, again.Numbers);
                Assert.Equal(stated.Words.Select(static entry => (entry.Key, string.Join('|', entry.Value))), again.Words.Select(static entry => (entry.Key, string.Join('|', entry.Value))));
                Assert.Equal(stated.Payload, again.Payload);
            }
        }
    }

    private static SortedSet<string>[] SetsOf(DocumentColumns columns, string column)
    {
        if (columns.Words(column) is not { } values)
            return [.. Enumerable.Range(0, columns.MaxDoc).Select(static _ => new SortedSet<string>())];
        string[] texts = [.. Enumerable.Range(0, values.Count).Select(ordinal => Encoding.UTF8.GetString(values.Text(ordinal)))];
        Assert.Equal(texts.OrderBy(static text => Encoding.UTF8.GetBytes(text), Utf8Comparer.Instance), texts);
        return [.. Enumerable.Range(0, columns.MaxDoc).Select(document => new SortedSet<string>(
            Enumerable.Range(0, values.CountOf(document)).Select(index => texts[values.Ordinal(document, index)])))];
    }

    private static byte[] Bytes(Directory directory, string name)
    {
        using IndexInput input = directory.OpenInput(name, IOContext.DEFAULT);
        byte[] bytes = new byte[input.Length];
        input.ReadBytes(bytes, 0, bytes.Length);
        return bytes;
    }
}
