using System.Globalization;
using System.Text;
using Lucene.Net.Codecs;
using Lucene.Net.Codecs.Lucene46;
using Lucene.Net.Codecs.PerField;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using Retrieval.Lucene.Columns;
using Retrieval.Lucene.Storage;
using Directory = Lucene.Net.Store.Directory;

namespace Retrieval.Lucene.Tests.Columns;

/// <summary>What a document states, said slowly.</summary>
internal sealed record Stated(int Id, SortedDictionary<string, long> Numbers, SortedDictionary<string, SortedSet<string>> Words, byte[] Payload);

/// <summary>Small indexes of columns for the tests of this folder.</summary>
internal static class ColumnIndex
{
    public const string Field = "columns";

    private static readonly string[] Pool = ["", "a", "ab", "Ä", "\uffff", "\U0001F600", "红色", .. Enumerable.Range(0, 400).Select(i => $"word {i * 7919 % 400}")];

    /// <param name="directory">The directory.</param>
    /// <param name="compound">Packs segments into compound files.</param>
    /// <param name="merging">False hands the format the records of a merge one by one.</param>
    public static IndexWriter Writer(Directory directory, bool compound = false, bool merging = true) =>
        new(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, analyzer: null)
        {
            Codec = new ColumnCodec(merging),
            UseCompoundFile = compound,
            MergePolicy = new TieredMergePolicy { NoCFSRatio = compound ? 1 : 0, MaxCFSSegmentSizeMB = double.PositiveInfinity },
        });

    public static Stated Random(Random random, int id)
    {
        var numbers = new SortedDictionary<string, long>(StringComparer.Ordinal) { ["id"] = id };
        Number("constant", 3, 7);
        Number("few", 2, random.Next(200) - 100);
        Number("short", 2, 1_000_000 + random.Next(60_000));
        Number("int", 2, (long)random.Next() - int.MaxValue / 2);
        Number("long", 2, random.NextInt64(long.MinValue, long.MaxValue));
        Number("real", 2, BitConverter.DoubleToInt64Bits(random.Next(50) / 10d));
        Number("rare", 100, random.Next(3) == 0 ? long.MinValue : long.MaxValue);
        var words = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        Word("single", 2, 1, 5);
        Word("many", 2, 1, Pool.Length);
        Word("several", 2, 4, Pool.Length);
        Word("flags", 3, 3, 3);
        Word("seldom", 100, 2, 10);
        byte[] payload = new byte[random.Next(4) == 0 ? 0 : random.Next(300)];
        random.NextBytes(payload);
        return new Stated(id, numbers, words, payload);

        void Number(string column, int oneIn, long value)
        {
            if (random.Next(oneIn) == 0) numbers[column] = value;
        }

        void Word(string column, int oneIn, int most, int pool)
        {
            if (random.Next(oneIn) == 0) words[column] = [.. Enumerable.Range(0, random.Next(1, most + 1)).Select(_ => Pool[random.Next(pool)])];
        }
    }

    public static Document Document(Stated stated)
    {
        var record = new ColumnRecord();
        record.Clear(stated.Payload);
        foreach ((string column, long value) in stated.Numbers) record.Number(column, value);
        foreach ((string column, SortedSet<string> values) in stated.Words)
        {
            // In no order, and one twice.
            foreach (string value in values.Reverse().Append(values.First())) record.Word(column, value);
        }
        return [new StringField("id", stated.Id.ToString(CultureInfo.InvariantCulture), global::Lucene.Net.Documents.Field.Store.YES), record.ToField(Field), new NumericDocValuesField("number", stated.Id)];
    }

    /// <summary>The record of a document as Lucene.Net's own columns would give it back.</summary>
    public static Stated Read(ReadOnlySpan<byte> record)
    {
        var reader = new ColumnRecordReader(record);
        var numbers = new SortedDictionary<string, long>(StringComparer.Ordinal);
        var words = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        while (reader.Next())
        {
            string column = Encoding.UTF8.GetString(reader.Column);
            if (reader.Kind == ColumnKind.Number) numbers.Add(column, reader.Number);
            else
            {
                if (!words.TryGetValue(column, out SortedSet<string>? values)) words[column] = values = [];
                Assert.True(values.Add(Encoding.UTF8.GetString(reader.Word)));
            }
        }
        return new Stated((int)numbers["id"], numbers, words, reader.Payload.ToArray());
    }

    [CodecName("Lucene46")]
    private sealed class ColumnCodec : FilterCodec
    {
        public ColumnCodec(bool merging)
            : base(new Lucene46Codec())
        {
            ColumnDocValuesFormat.Register();
            var fields = new Fields();
            DocValuesFormat = merging ? new MergingDocValuesFormat(fields) : fields;
        }

        public override DocValuesFormat DocValuesFormat { get; }
    }

    private sealed class Fields : PerFieldDocValuesFormat
    {
        private readonly DocValuesFormat stock = ForName("Lucene45");

        public override DocValuesFormat GetDocValuesFormatForField(string field) => field == Field ? ColumnDocValuesFormat.Instance : stock;
    }
}
