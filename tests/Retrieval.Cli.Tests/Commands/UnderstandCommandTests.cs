using System.Text.Json;

namespace Retrieval.Cli.Tests.Commands;

/// <summary>
/// What must hold of <c>retrieval understand</c>: the contract's JSON for one sentence; a batch prints one object a line in order, of plain
/// lines and of JSON Lines; a sentence that is refused keeps its line; the names of an index are known where one is given.
/// </summary>
public sealed class UnderstandCommandTests(SampleIndex sample)
{
    [Fact]
    public void One_sentence_gives_the_contracts_json()
    {
        JsonElement intent = RetrievalProcess.Run("understand", "--json", "je cherche un mixeur pour smoothies à moins de 60 €").Ends(0).Json;
        Assert.Equal("fr", intent.GetProperty("language").GetString());
        Assert.Equal("find", intent.GetProperty("purpose").GetString());
        JsonElement price = Assert.Single(intent.GetProperty("constraints").EnumerateArray());
        Assert.Equal("""{"kind":"price","max":60,"currency":"EUR"}""", price.GetRawText());
    }

    [Fact]
    public void A_batch_keeps_the_order_and_a_refused_sentence_its_line()
    {
        string input = string.Join('\n', "red shoes under 50 $", "", new string('x', 2000), "leise Kaffeemaschine bis 100 Euro");
        JsonElement[] lines = RetrievalProcess.Run(input, ["understand", "--json", "--input", "-"]).Ends(1).Says("line 3").JsonLines;
        Assert.Equal(3, lines.Length);
        Assert.Equal("en", lines[0].GetProperty("language").GetString());
        Assert.True(lines[1].TryGetProperty("error", out _));
        Assert.Equal("de", lines[2].GetProperty("language").GetString());
    }

    [Fact]
    public void Json_lines_are_told_by_their_first_character_and_may_name_their_market()
    {
        string file = sample.NewFile("sentences.txt", "{\"text\":\"blender under 60\",\"market\":\"GB\"}\n{\"text\":\"blender under 60\",\"market\":\"US\"}\n");
        JsonElement[] lines = RetrievalProcess.Run("understand", "--json", "--input", file).Ends(0).JsonLines;
        Assert.Equal(["GBP", "USD"], lines.Select(static line => line.GetProperty("constraints")[0].GetProperty("currency").GetString()));
    }

    [Fact]
    public void An_index_lends_its_brands()
    {
        JsonElement intent = RetrievalProcess.Run("understand", "--json", "--index", sample.Folder, "Zenko mixeur").Ends(0).Json;
        Assert.Contains(intent.GetProperty("constraints").EnumerateArray(), static constraint => constraint.GetProperty("kind").GetString() == "brand");
    }

    [Fact]
    public void Neither_sentence_nor_file_is_wrong_usage() => RetrievalProcess.Run("understand", "--json").Ends(2).Says("SENTENCE");

    [Fact]
    public void A_folder_where_a_file_is_meant_has_exit_code_3() => RetrievalProcess.Run("understand", "--input", sample.Folder).Ends(3).Says("folder");
}
