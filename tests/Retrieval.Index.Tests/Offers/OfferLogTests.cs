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

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void AssertRows(OfferTable table, long seventh, long eighth)
    {
        Assert.Equal(3002, table.Count);
        Assert.Equal(seventh, table[7].Terms.Price);
        Assert.Equal(eighth, table[8].Terms.Price);
        Assert.Equal(2999, table[2999].Terms.Price);
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
