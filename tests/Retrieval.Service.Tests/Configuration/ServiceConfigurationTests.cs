using System.Text;
using Retrieval.Service.Access;
using Retrieval.Service.Configuration;
using Retrieval.Service.Hosting;

namespace Retrieval.Service.Tests.Configuration;

/// <summary>What must hold of a configuration: every member is read; whatever is wrong is told with its member and what is expected.</summary>
public sealed class ServiceConfigurationTests
{
    private const string Hash = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Fact]
    public void Every_member_is_read()
    {
        ServiceConfiguration read = Parse($$"""
            {
              // a comment
              "keys": [{ "id": "chat", "sha256": "{{Hash}}", "role": "read", "indexes": ["shop"], "calls_per_second": 200 }],
              "tls": { "certificate": "tls.crt", "key": "tls.key" },
              "context_key": "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=",
              "waiting_per_core": 30, "drain_seconds": 5, "events_folder": "events", "policies": { "shop": "policy.json" }, "otlp": "http://127.0.0.1:4317", "log": "json",
            }
            """);
        ConfiguredKey key = Assert.Single(read.Keys);
        Assert.Equal(("chat", Role.Read, 200), (key.Id, key.Role, key.CallsPerSecond));
        Assert.Equal(["shop"], key.Indexes);
        Assert.Equal(new TlsFiles("tls.crt", "tls.key"), read.Tls);
        Assert.Equal("0123456789abcdef0123456789abcdef", Encoding.ASCII.GetString(read.ContextKeyBytes().Span));
        Assert.Equal((30, 5, LogForm.Json), (read.WaitingPerCore, read.DrainSeconds, read.Log));
        Assert.Equal(("events", "policy.json"), (read.EventsFolder, read.Policies["shop"]));
        Assert.Equal(4317, read.Otlp!.Port);
    }

    [Fact]
    public void The_example_has_every_member_and_can_be_read()
    {
        ServiceConfiguration read = ServiceConfiguration.Parse(Encoding.UTF8.GetBytes(ServiceConfiguration.Example));
        Assert.Equal([Role.Read, Role.Admin], read.Keys.Select(static key => key.Role));
        foreach (System.Reflection.PropertyInfo member in typeof(ServiceConfiguration).GetProperties().Where(static member => member.CanWrite))
            Assert.Contains($"\"{System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(member.Name)}\"", ServiceConfiguration.Example);
    }

    [Theory]
    [InlineData("""{"kees":[]}""", "kees")]
    [InlineData("""{"keys":[{"id":"a","sha256":"x","role":"read"}]}""", "keys[0].sha256")]
    [InlineData("""{"keys":[{"id":"a","role":"read"}]}""", "keys[0]")]
    [InlineData($$"""{"keys":[{"id":"a","sha256":"{{Hash}}","role":"king"}]}""", "keys[0].role: expected one of read, write, admin")]
    [InlineData($$"""{"keys":[{"id":"a","sha256":"{{Hash}}","role":"none"}]}""", "keys[0].role")]
    [InlineData($$"""{"keys":[{"id":"a","sha256":"{{Hash}}","role":"read"},{"id":"a","sha256":"{{Hash}}","role":"read"}]}""", "keys: two")]
    [InlineData($$"""{"keys":[{"id":"a","sha256":"{{Hash}}","role":"read","calls_per_second":0}]}""", "keys[0].calls_per_second")]
    [InlineData("""{"waiting_per_core":0}""", "waiting_per_core")]
    [InlineData("""{"waiting_per_core":"long"}""", "waiting_per_core: expected a whole number")]
    [InlineData("""{"keys":{}}""", "keys: expected a list")]
    [InlineData("""{"policies":[]}""", "policies: expected an object")]
    [InlineData("""{"keys":[{"id":7}]}""", "keys[0].id: expected a text")]
    [InlineData("""{"keys":null}""", "keys: null")]
    [InlineData("""{"drain_seconds":61}""", "drain_seconds")]
    [InlineData("""{"context_key":"short"}""", "context_key")]
    [InlineData("""{"events_folder":""}""", "events_folder")]
    [InlineData("""{"otlp":"collector"}""", "otlp")]
    [InlineData("""{"tls":{"certificate":"tls.crt"}}""", "missing: \"key\"")]
    [InlineData("""{"log":"poem"}""", "log: expected one of text, json")]
    [InlineData("null", "object")]
    [InlineData("", "line 1")]
    public void What_is_wrong_is_told_with_its_member(string json, string said)
    {
        ServerOptionsException wrong = Assert.Throws<ServerOptionsException>(() => Parse(json));
        Assert.Contains(said, wrong.Message);
        Assert.DoesNotContain("System.", wrong.Message);
        Assert.DoesNotContain("Retrieval.", wrong.Message);
    }

    private static ServiceConfiguration Parse(string json) => ServiceConfiguration.Parse(Encoding.UTF8.GetBytes(json));
}
