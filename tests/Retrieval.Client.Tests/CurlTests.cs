using System.Diagnostics;
using System.Text.Json;

namespace Retrieval.Client.Tests;

/// <summary>What must hold of curl against a running service: the README's lines answer as they stand there.</summary>
public sealed class CurlTests(RunningService service)
{
    [Fact]
    public void A_search_is_one_line()
    {
        JsonElement answer = Curl($"{service.Http}v1/{RunningService.Index}/search", "-H", "content-type: application/json", "-d", """{"query":"leise Kaffeemaschine bis 100 Euro","top":3}""");
        Assert.Equal(3, answer.GetProperty("hits").GetArrayLength());
        Assert.Equal("de", answer.GetProperty("understanding").GetProperty("language").GetString());
    }

    [Fact]
    public void Questions_about_products_are_addresses()
    {
        JsonElement suggested = Curl($"{service.Http}v1/{RunningService.Index}/suggest?prefix=kaff&language=de");
        Assert.NotEqual(0, suggested.GetProperty("suggestions").GetArrayLength());
        JsonElement product = Curl($"{service.Http}v1/{RunningService.Index}/products/KIT-001");
        Assert.Equal("KIT-001", product.GetProperty("product").GetProperty("id").GetString());
        JsonElement similar = Curl($"{service.Http}v1/{RunningService.Index}/products/KIT-001/similar?top=2");
        Assert.Equal(2, similar.GetProperty("hits").GetArrayLength());
        Assert.Equal("2026-04-08", Curl($"{service.Http}.well-known/ucp").GetProperty("ucp").GetProperty("version").GetString());
    }

    private static JsonElement Curl(params string[] arguments)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/curl"), "curl is not installed");
        using Process curl = Process.Start(new ProcessStartInfo("/usr/bin/curl", ["--silent", "--show-error", "--fail", .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        Task<string> errors = curl.StandardError.ReadToEndAsync();
        string output = curl.StandardOutput.ReadToEnd();
        curl.WaitForExit();
        Assert.True(curl.ExitCode == 0, errors.Result);
        return JsonDocument.Parse(output).RootElement;
    }
}
