using CsCheck;
using Retrieval.Catalog.Products;
using Retrieval.Index.Errors;
using Retrieval.Index.Offers;
using Retrieval.Tests.Shared;

namespace Retrieval.Index.Tests.Offers;

/// <summary>
/// What was committed is there after reopening, whatever tail a crash left behind; a damaged middle is refused; compacting loses nothing;
/// a crash between the two steps of compacting does no harm.
/// </summary>
public sealed class OfferLogTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder();

    private string Log => Path.Combine(folder, OfferStore.LogName);

    [Fact]
    public void A_log_cut_anywhere_gives_back_the_batches_before_the_cut()
    {
        OfferStore.Create(folder, OfferTable.Empty);
        var lengths = new List<long>();
        using (OfferStore store = OfferStore.Open(folder))
        {
            for (int i = 0; i < 5; i++)
            {
                lengths.Add(store.LogBytes);
                store.Commit([KeyValuePair.Create(i, Row(i)), KeyValuePair.Create(0, Row(100 + i))]);
            }
        }
        byte[] whole = File.ReadAllBytes(Log);
        for (int cut = 8; cut < whole.Length; cut++)
        {
            File.WriteAllBytes(Log, whole[..cut]);
            int batches = lengths.FindLastIndex(length => length <= cut);
            using OfferStore store = OfferStore.Open(folder);
            Assert.Equal(batches, store.Current.Version);
            Assert.Equal(batches, store.Current.Count);
            if (batches > 0) Assert.Equal(99 + batches, store.Current[0].Terms.Price);
            Assert.Equal(lengths[batches], store.LogBytes);
        }
    }

    [Fact]
    public void Rows_far_apart_are_there_after_reopening_and_between_them_nothing_is_stated()
    {
        OfferStore.Create(folder, OfferTable.Empty);
        Gen.Int[0, 3000].Array[1, 40].Sample(ordinals =>
        {
            var expected = new Dictionary<int, long?>();
            using (OfferStore store = OfferStore.Open(folder))
            {
                OfferTable before = store.Current;
                for (int i = 0; i < before.Count; i++) expected[i] = before[i].Terms.StatedPrice?.Amount;
                store.Commit([.. ordinals.Select(static (ordinal, i) => KeyValuePair.Create(ordinal, Row(i)))]);
                for (int i = 0; i < before.Count; i++) Assert.Equal(expected[i], before[i].Terms.StatedPrice?.Amount);
            }
            for (int i = 0; i < ordinals.Length; i++) expected[ordinals[i]] = Row(i).Terms.Price;
            OfferTable read = OfferStore.Read(folder);
            Assert.Equal(expected.Keys.Max() + 1, read.Count);
            for (int i = 0; i < read.Count; i++) Assert.Equal(expected.GetValueOrDefault(i), read[i].Terms.StatedPrice?.Amount);
        }, iter: 30, threads: 1);
    }

    [Fact]
    public void Garbage_behind_the_last_batch_is_cut_and_the_log_goes_on()
    {
        OfferStore.Create(folder, OfferTable.Empty);
        using (OfferStore store = OfferStore.Open(folder)) store.Commit([KeyValuePair.Create(0, Row(1))]);
        Gen.Byte.Array[1, 64].Sample(garbage =>
        {
            byte[] before = File.ReadAllBytes(Log);
            File.WriteAllBytes(Log, [.. before, .. garbage]);
            using OfferStore store = OfferStore.Open(folder);
            long version = store.Current.Version;
            store.Commit([KeyValuePair.Create(0, Row(version))]);
            Assert.Equal(version + 1, OfferStore.Read(folder).Version);
            Assert.Equal(version, OfferStore.Read(folder)[0].Terms.Price);
        }, seed: "0000KOIKNmF5", iter: 50, threads: 1);
    }

    [Fact]
    public void A_flipped_bit_before_the_last_batch_is_refused_with_its_place()
    {
        OfferStore.Create(folder, OfferTable.Empty);
        using (OfferStore store = OfferStore.Open(folder))
        {
            for (int i = 0; i < 3; i++) store.Commit([KeyValuePair.Create(i, Row(i))]);
        }
        byte[] bytes = File.ReadAllBytes(Log);
        bytes[40] ^= 1;
        File.WriteAllBytes(Log, bytes);
        IndexException refusal = Assert.Throws<IndexException>(() => OfferStore.Open(folder));
        Assert.Equal(IndexFault.Corrupt, refusal.Fault);
        Assert.Contains("byte 8", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_flipped_bit_anywhere_in_the_base_is_refused()
    {
        OfferStore.Create(folder, Table(3));
        string path = Path.Combine(folder, OfferStore.BaseName);
        byte[] bytes = File.ReadAllBytes(path);
        for (int i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= 0x10;
            File.WriteAllBytes(path, bytes);
            Assert.Equal(IndexFault.Corrupt, Assert.Throws<IndexException>(() => OfferStore.Read(folder)).Fault);
            bytes[i] ^= 0x10;
        }
    }

    [Fact]
    public void Compacting_keeps_every_row_and_a_crash_in_its_middle_does_no_harm()
    {
        OfferStore.Create(folder, Table(3000));
        using (OfferStore store = OfferStore.Open(folder)) store.Commit([KeyValuePair.Create(7, Row(700)), KeyValuePair.Create(3001, Row(1))]);
        byte[] oldLog = File.ReadAllBytes(Log);
        using (OfferStore store = OfferStore.Open(folder))
        {
            store.Compact();
            store.Commit([KeyValuePair.Create(8, Row(800))]);
        }
        AssertRows(OfferStore.Read(folder), 700, 800);

        // The new base with the old log: what a crash between the two renames leaves.
        File.WriteAllBytes(Log, oldLog);
        AssertRows(OfferStore.Read(folder), 700, 8);
    }

    [Fact]
    public void Regions_and_unstated_values_come_back_as_they_were()
    {
        var product = new Product
        {
            Id = "A",
            Title = "a",
            Price = new Money(100, "EUR"),
            SaleTo = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.FromHours(2)),
            Offers = [new RegionalOffer("US-CA", new Money(5, "USD"), null, Availability.Preorder, 0), new RegionalOffer("FR", null, new Money(1, "KWD"), null, null)],
        };
        OfferStore.Create(folder, OfferTable.Empty);
        using (OfferStore store = OfferStore.Open(folder)) store.Commit([KeyValuePair.Create(5, OfferRow.Of(product))]);
        OfferTable read = OfferStore.Read(folder);
        Assert.Equal(6, read.Count);
        Assert.Equivalent(OfferRow.Of(product), read[5]);
        Assert.Equal(OfferTerms.None, read[4].Terms.Price);
    }

    [Fact]
    public void A_base_gives_back_rows_of_every_kind_and_changes_over_it_are_kept_through_any_compacting()
    {
        var random = new Random(1);
        var rows = new List<OfferRow>();
        OfferStore.Create(folder, OfferTable.Empty);
        for (int round = 0; round < 12; round++)
        {
            using OfferStore store = OfferStore.Open(folder);
            OfferTable before = store.Current;
            OfferRow[] kept = [.. rows];
            // Some go behind the last, one of them with a gap that ends in the middle of a chunk.
            var changes = new List<KeyValuePair<int, OfferRow>>();
            for (int i = random.Next(1, 700); i > 0; i--)
            {
                int ordinal = random.Next(4) == 0 && rows.Count > 0 ? random.Next(rows.Count) : rows.Count + random.Next(3);
                OfferRow row = Random(random, round);
                while (rows.Count <= ordinal) rows.Add(OfferRow.Unstated);
                rows[ordinal] = row;
                changes.Add(KeyValuePair.Create(ordinal, row));
            }
            store.Commit(changes);
            AssertRows(rows, store.Current);
            AssertRows(kept, before);
            Assert.Equal(changes.Select(static change => change.Key >> OfferTable.ChunkShift).Distinct().Order(), store.Current.ChangedChunks(before));
            if (round % 3 == 1) store.Compact();
            AssertRows(rows, OfferStore.Read(folder));
            foreach (long now in (long[])[0, 50, 99, 100, 101, 5000]) Assert.Equal(rows.Min(row => row.NextEdge(now)), OfferStore.Read(folder).NextEdge(now));
        }
    }

    [Fact]
    public void Chunks_that_are_the_same_are_told_so_by_versions_over_one_base()
    {
        OfferStore.Create(folder, Table(5000));
        using OfferStore store = OfferStore.Open(folder);
        OfferTable before = store.Current;
        store.Commit([KeyValuePair.Create(9, Row(1)), KeyValuePair.Create(4000, Row(2)), KeyValuePair.Create(5002, Row(3))]);
        int[] expected = [1, 500, 625];
        Assert.Equal(expected, store.Current.ChangedChunks(before));
        Assert.Equal(expected, before.ChangedChunks(store.Current));
        Assert.Empty(before.ChangedChunks(before));
        Assert.Equal(OfferTerms.None, store.Current[5000].Terms.Price);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void AssertRows(OfferTable table, long seventh, long eighth)
    {
        Assert.Equal(3002, table.Count);
        Assert.Equal(seventh, table[7].Terms.Price);
        Assert.Equal(eighth, table[8].Terms.Price);
        Assert.Equal(2999, table[2999].Terms.Price);
    }

    private static void AssertRows(IReadOnlyList<OfferRow> expected, OfferTable table)
    {
        Assert.Equal(expected.Count, table.Count);
        for (int i = 0; i < expected.Count; i++)
        {
            OfferRow read = table[i];
            Assert.Equal(expected[i].Terms, read.Terms);
            Assert.Equal((expected[i].SaleFrom, expected[i].SaleTo), (read.SaleFrom, read.SaleTo));
            Assert.Equal(expected[i].Regions, read.Regions);
        }
    }

    // The further the round, the wider the values; the first ones state hardly anything.
    private static OfferRow Random(Random random, int round)
    {
        OfferRow row = OfferRow.Unstated;
        if (random.Next(round + 1) == 0) return row;
        row.Terms.Price = Value();
        row.Terms.PriceCurrency = PackedCode.Currency(random.Next(3) == 0 ? "USD" : "EUR");
        if (random.Next(3) == 0) (row.Terms.Sale, row.Terms.SaleCurrency) = (Value(), row.Terms.PriceCurrency);
        if (random.Next(2) == 0) row.Terms.Quantity = random.Next(70_000);
        if (random.Next(2) == 0) row.Terms.Availability = (byte)random.Next(4);
        if (round > 4 && random.Next(20) == 0) (row.SaleFrom, row.SaleTo) = (random.Next(100), random.Next(100, 200));
        if (round > 2 && random.Next(10) == 0) row.Regions = [.. Enumerable.Range(1, random.Next(1, 4)).Select(region => new RegionalTerms((ulong)region, row.Terms))];
        return row;

        long Value() => random.Next(6) switch
        {
            0 => OfferTerms.None,
            1 => random.Next(200),
            2 => round < 5 ? 7 : random.Next(60_000),
            3 => round < 7 ? 7 : random.Next(),
            4 => round < 9 ? 7 : random.NextInt64(),
            _ => round < 10 ? 7 : random.Next(2) == 0 ? long.MaxValue : long.MinValue + 1,
        };
    }

    private static OfferTable Table(int count)
    {
        var builder = new OfferTable.Builder(OfferTable.Empty);
        for (int i = 0; i < count; i++) builder.Put(i, Row(i));
        return builder.Build(version: 1);
    }

    private static OfferRow Row(long price)
    {
        OfferRow row = OfferRow.Unstated;
        row.Terms.Price = price;
        row.Terms.PriceCurrency = PackedCode.Currency("EUR");
        return row;
    }
}
