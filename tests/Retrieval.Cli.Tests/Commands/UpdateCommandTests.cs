using System.Text.Json;

namespace Retrieval.Cli.Tests.Commands;

/// <summary>
/// What must hold of <c>retrieval update</c>: offers, upserts and deletions are seen by the next search; a line that is wrong or names no
/// product is refused alone, with its place.
/// </summary>
public sealed class UpdateCommandTests(SampleIndex sample)
{
    [Fact]
    public void Changes_are_searchable_and_bad_lines_are_told_with_their_place()
    {
        string index = sample.Copy("updated");
        string changes = sample.NewFile("changes.jsonl", """
            {"op":"offer","id":"KIT-004","price":"19.99 EUR","availability":"out_of_stock"}
            {"op":"upsert","product":{"id":"NEW-1","title":"Zwirbelfix Quirlhaken","price":"5.00 EUR"}}
            {"op":"delete","id":"KIT-006"}
            {"op":"offer","id":"NOBODY","price":"1.00 EUR"}
            {"op":"rename","id":"KIT-003"}

            """);
        Outcome outcome = RetrievalProcess.Run("update", "--index", index, "--input", changes, "--json").Ends(1).Says($"{changes}:4", "NOBODY", $"{changes}:5");
        JsonElement told = outcome.Json;
        Assert.Equal((1, 1, 1, 2), (told.GetProperty("upserted").GetInt32(), told.GetProperty("offers").GetInt32(), told.GetProperty("deleted").GetInt32(), told.GetProperty("refused").GetInt32()));

        Assert.Equal("NEW-1", Assert.Single(Hits("Zwirbelfix")).GetProperty("id").GetString());
        JsonElement[] mixers = Hits("smoothie blender Tavelle");
        Assert.DoesNotContain(mixers, static hit => hit.GetProperty("id").GetString() == "KIT-006");
        JsonElement changed = mixers.Single(static hit => hit.GetProperty("id").GetString() == "KIT-004");
        Assert.Equal(1999, changed.GetProperty("price").GetProperty("amount").GetInt64());
        Assert.Equal("out_of_stock", changed.GetProperty("availability").GetString());

        JsonElement[] Hits(string query) => [.. RetrievalProcess.Run(
            "search", "--index", index, "--mode", "lexical", "--raw", "--top", "90", "--json", query).Ends(0).Json.GetProperty("hits").EnumerateArray()];
    }
}
