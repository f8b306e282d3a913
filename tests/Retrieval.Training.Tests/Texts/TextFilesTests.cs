using Retrieval.Tests.Shared;
using Retrieval.Training.Texts;

namespace Retrieval.Training.Tests.Texts;

/// <summary>Every form of line is read; a text comes once; what cannot be read names file and line.</summary>
public sealed class TextFilesTests : IDisposable
{
    private readonly string folder = Workspace.NewFolder();

    [Fact]
    public void Every_form_of_line_is_read_once()
    {
        string path = Write("""
            {"lang":"fr","kind":"word","text":"mixeur","key":"g1"}
            {"text":"steel pan"}
            de	query	pfanne aus stahl
            es	sartén de acero

            bare title
            bare title
            """);
        Assert.Equal(
            [
                new("fr", "word", "mixeur", "g1"),
                new("en", "title", "steel pan"),
                new("de", "query", "pfanne aus stahl"),
                new("es", "title", "sartén de acero"),
                new("en", "title", "bare title"),
            ],
            TextFiles.ReadTexts([path]));
    }

    [Fact]
    public void Pairs_are_read_with_and_without_languages()
        => Assert.Equal([new("de", "topf", "en", "pot"), new("en", "cheap blender", "en", "Acme mixer")], TextFiles.ReadPairs([Write("de\ttopf\ten\tpot\ncheap blender\tAcme mixer\n")]));

    [Theory]
    [InlineData("{\"text\":")]
    [InlineData("{\"lang\":\"en\"}")]
    public void A_broken_line_is_named(string line)
    {
        TrainingException e = Assert.Throws<TrainingException>(() => TextFiles.ReadTexts([Write("fine\n" + line)]));
        Assert.Contains("line 2", e.Message);
    }

    [Fact]
    public void A_pair_of_three_columns_is_named()
        => Assert.Contains("3 columns", Assert.Throws<TrainingException>(() => TextFiles.ReadPairs([Write("a\tb\tc")])).Message);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string content)
    {
        string path = Path.Combine(folder, "texts");
        File.WriteAllText(path, content);
        return path;
    }
}
