using System.Buffers;
using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Events.Funnel;
using Retrieval.Events.Recording;

namespace Retrieval.Events.Tests.Recording;

/// <summary>What must hold of a line: it is the documented JSON, an event comes back as it was, and a change of any byte is seen.</summary>
public sealed class EventLineTests
{
    private const string Documented = """{"event_id":"e-1","kind":"shown","time":"2026-03-01T09:30:00+00:00","session_id":"s-1","answer_id":"a-1","products":[{"id":"P-1","rank":1}],"crc32":"c6417295"}""";

    [Fact]
    public void The_documented_line_is_what_is_written() => Assert.Equal(Documented + "\n", Line(Told.Event("e-1", session: "s-1", answer: "a-1", products: "P-1")));

    [Fact]
    public void An_event_comes_back_as_it_was()
    {
        FunnelEvent told = Told.Event("é\"1", FunnelStep.CheckoutStarted, total: new Money(4990, "EUR"), bundle: true, template: "fr/options/2", ranker: "hybrid")
            with { Products = [new EventProduct("Ä-1", 1, 3, new Money(399, "JPY")), new EventProduct("B")] };
        FunnelEvent read = EventLine.Read(Encoding.UTF8.GetBytes(Line(told).TrimEnd()), out _)!;
        Assert.Equal(told.Products, read.Products);
        Assert.Equal(told, read with { Products = told.Products });
    }

    [Fact]
    public void Any_reader_of_json_reads_it() => Assert.Equal(4990, JsonDocument.Parse(Line(Told.Event("e", total: new Money(4990, "EUR")))).RootElement.GetProperty("total").GetProperty("amount").GetInt64());

    [Fact]
    public void A_change_of_any_byte_is_seen()
    {
        byte[] line = Encoding.UTF8.GetBytes(Documented);
        for (int i = 0; i < line.Length; i++)
        {
            line[i] ^= 1;
            Assert.Null(EventLine.Read(line, out string problem));
            Assert.Equal("the checksum does not hold", problem);
            line[i] ^= 1;
            Assert.Null(EventLine.Read(line.AsSpan(0, i), out _));
        }
    }

    private static string Line(FunnelEvent told)
    {
        var bytes = new ArrayBufferWriter<byte>();
        EventLine.Write(bytes, told);
        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
