using System.Text.Json;
using Retrieval.Tests.Shared;

namespace Retrieval.Cli.Tests.Commands;

/// <summary>
/// What must hold of <c>retrieval demo</c>: it indexes the samples once in the user's cache folder; the same sentence in five languages
/// leads to blenders that a smoothie can be made with, at most 60 €.
/// </summary>
public sealed class DemoCommandTests
{
    private const string Now = "2026-11-25T12:00:00Z";

    [Fact]
    public void The_first_call_indexes_and_five_languages_find_blenders_within_the_price()
    {
        string cache = Workspace.NewFolder();
        try
        {
            Outcome first = RetrievalProcess.Run("", ["demo"], ("XDG_CACHE_HOME", cache), ("RETRIEVAL_NOW", Now)).Ends(0);
            Assert.Contains("once", first.Errors);
            Assert.Contains("€", first.Output);
            Assert.Single(Directory.GetDirectories(Path.Combine(cache, "retrieval")));
            foreach (string sentence in (string[])
            [
                "je cherche un mixeur pour smoothies à moins de 60 €", "I am looking for a smoothie blender under 60 €",
                "ich suche einen Smoothie-Mixer unter 60 €", "busco una batidora para smoothies por menos de 60 €", "我想找一个60欧元以下的奶昔搅拌机",
            ])
            {
                Outcome outcome = RetrievalProcess.Run("", ["demo", "--json", sentence], ("XDG_CACHE_HOME", cache), ("RETRIEVAL_NOW", Now)).Ends(0);
                Assert.Empty(outcome.Errors);
                JsonElement[] hits = [.. outcome.Json.GetProperty("hits").EnumerateArray().Take(3)];
                Assert.True(hits.Length == 3, $"{sentence}: {outcome.Output}");
                Assert.All(hits, hit =>
                {
                    Assert.StartsWith("KIT-", hit.GetProperty("id").GetString());
                    Assert.Equal("EUR", hit.GetProperty("price").GetProperty("currency").GetString());
                    Assert.InRange(hit.GetProperty("price").GetProperty("amount").GetInt64(), 1, 6000);
                });
            }
        }
        finally
        {
            Directory.Delete(cache, recursive: true);
        }
    }
}
