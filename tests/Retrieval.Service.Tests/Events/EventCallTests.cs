using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Grpc.Core;
using Grpc.Net.Client;
using Retrieval.Service.Hosting;
using Retrieval.Service.V1;
using Retrieval.Tests.Shared;

namespace Retrieval.Service.Tests.Events;

/// <summary>
/// What must hold of Record: over gRPC and HTTP alike an event is on the disk when the reply comes, and once however often it is sent; a wrong
/// field is named, and nothing of its message is recorded; without a folder the caller is told what to do.
/// </summary>
public sealed class EventCallTests(RunningServer without) : IClassFixture<RunningServer>, IAsyncLifetime
{
    private readonly string root = Workspace.NewFolder("recorded");
    private RetrievalServer server = null!;
    private GrpcChannel channel = null!;
    private HttpClient http = null!;

    private V1.Events.EventsClient Client => new(channel);

    public async ValueTask InitializeAsync()
    {
        string file = Path.Combine(root, "service.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { events_folder = Path.Combine(root, "events") }));
        string index = Path.Combine(root, "shop");
        Retrieval.Index.Building.IndexBuilder.Build(index, [new Retrieval.Catalog.Products.Product { Id = "P-1", Title = "Pan" }], new Retrieval.Index.Building.BuildOptions { Threads = 1 });
        server = await RetrievalServer.StartAsync(RunningServer.Options(index).ConfiguredBy(file), CancellationToken.None);
        channel = GrpcChannel.ForAddress($"http://{server.Addresses.Grpc}");
        http = new HttpClient { BaseAddress = new Uri($"http://{server.Addresses.Http}") };
    }

    public async ValueTask DisposeAsync()
    {
        channel.Dispose();
        http.Dispose();
        await server.DisposeAsync();
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task An_event_is_on_the_disk_when_the_reply_comes_and_once()
    {
        var shown = new FunnelEvent
        {
            EventId = "e-1", Kind = "shown", SessionId = "s-1", AnswerId = "a-1", Template = "en/options/1", Ranker = "hybrid", Time = "2026-03-01T10:30:00.5+01:00",
            Products = { new EventProduct { Id = "P-1", Rank = 1, Price = new Money { Amount = 1990, Currency = "EUR" } } },
        };
        for (int sent = 0; sent < 2; sent++)
        {
            RecordResponse reply = await Client.RecordAsync(new RecordRequest { Index = "shop", Events = { shown } });
            Assert.Equal((1 - sent, sent), (reply.Recorded, reply.Repeated));
        }
        HttpResponseMessage over = await http.PostAsJsonAsync("/v1/shop/events", new
        {
            events = new object[] { new { event_id = "e-2", kind = "authorized", session_id = "s-1", total = new { amount = "1990", currency = "EUR" }, products = new[] { new { id = "P-1", quantity = 1 } } } },
        });
        Assert.Equal("1", (await over.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("recorded").ToString());
        string[] lines = Lines();
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("""{"event_id":"e-1","kind":"shown","time":"2026-03-01T10:30:00.5+01:00","session_id":"s-1","answer_id":"a-1","template":"en/options/1","ranker":"hybrid","products":[{"id":"P-1","rank":1,"price":{"amount":1990,"currency":"EUR"}}],"crc32":""", lines[0]);
        Assert.Contains("\"total\":{\"amount\":1990,\"currency\":\"EUR\"}", lines[1]);
    }

    [Theory]
    [InlineData("events[1].kind", """{"event_id":"e","kind":"bought","session_id":"s"}""")]
    [InlineData("events[1].event_id", """{"kind":"fulfilled","session_id":"s"}""")]
    [InlineData("events[1].session_id", """{"event_id":"e","kind":"fulfilled","session_id":"a blender for me"}""")]
    [InlineData("events[1].answer_id", """{"event_id":"e","kind":"shown","session_id":"s"}""")]
    [InlineData("events[1].products", """{"event_id":"e","kind":"selected","session_id":"s","answer_id":"a"}""")]
    [InlineData("events[1].products[0].id", """{"event_id":"e","kind":"fulfilled","session_id":"s","products":[{"rank":1}]}""")]
    [InlineData("events[1].products[0].rank", """{"event_id":"e","kind":"fulfilled","session_id":"s","products":[{"id":"P","rank":-1}]}""")]
    [InlineData("events[1].products[0].price.currency", """{"event_id":"e","kind":"fulfilled","session_id":"s","products":[{"id":"P","price":{"amount":"1","currency":"EURO"}}]}""")]
    [InlineData("events[1].total", """{"event_id":"e","kind":"authorized","session_id":"s"}""")]
    [InlineData("events[1].total.amount", """{"event_id":"e","kind":"authorized","session_id":"s","total":{"amount":"-1","currency":"EUR"}}""")]
    [InlineData("events[1].template", """{"event_id":"e","kind":"fulfilled","session_id":"s","template":"a blender"}""")]
    [InlineData("events[1].time", """{"event_id":"e","kind":"fulfilled","session_id":"s","time":"2026-03-01T10:30:00"}""")]
    public async Task A_wrong_field_is_named_and_nothing_is_recorded(string member, string wrong)
    {
        var body = new StringContent($$"""{"events":[{"event_id":"right","kind":"fulfilled","session_id":"s"},{{wrong}}]}""", System.Text.Encoding.UTF8, "application/json");
        HttpResponseMessage answer = await http.PostAsync("/v1/shop/events", body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.StartsWith(member + ":", (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString());
        Assert.Empty(Lines());
    }

    [Fact]
    public async Task Without_a_folder_the_caller_is_told_what_to_do()
    {
        var shown = new FunnelEvent { EventId = "e", Kind = "shown", SessionId = "s", AnswerId = "a" };
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await new V1.Events.EventsClient(without.Grpc).RecordAsync(new RecordRequest { Index = RunningServer.Index, Events = { shown } }));
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);
        Assert.Contains("events_folder", refused.Status.Detail);
        refused = await Assert.ThrowsAsync<RpcException>(async () => await Client.RecordAsync(new RecordRequest { Index = "nowhere", Events = { shown } }));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
    }

    private string[] Lines() => [.. Directory.EnumerateFiles(Path.Combine(root, "events", "shop"), "*.jsonl").SelectMany(File.ReadAllLines)];
}
