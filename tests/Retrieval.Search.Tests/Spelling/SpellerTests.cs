using Retrieval.Search.Requests;
using Retrieval.Search.Tests.Support;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Tests.Spelling;

/// <summary>Words that neither catalogue nor model knows are read as the catalogue's; everything else stays as it is written.</summary>
public sealed class SpellerTests(SampleShop samples)
{
    [Theory]
    [InlineData("smoothie blendr under 60 €", "blendr", "blender")]
    [InlineData("wirelss headphones", "wirelss", "wireless")]
    [InlineData("stainless steel kettel", "kettel", "kettle")]
    [InlineData("runing shoes size 42", "runing", "running")]
    [InlineData("cafetra italiana", "cafetra", "cafetera")]
    public void ASlipIsReadAsTheWordOfATitle(string sentence, string written, string read)
    {
        ShoppingIntent intent = samples.Engine.Understand(sentence);
        Assert.Equal([new Correction(written, read)], intent.Corrected);
        Assert.Contains(read, intent.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(written, intent.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sony WH-1000XM5")]
    [InlineData("boat shoes")]
    [InlineData("guitar strings")]
    [InlineData("sofa bed")]
    [InlineData("smoothie blender")]
    [InlineData("Rowenta iron")]
    [InlineData("WD-40")]
    [InlineData("501 jeans")]
    public void NamesModelsAndWordsOfTheLanguageStayAsTheyAre(string sentence) => Assert.Empty(samples.Engine.Understand(sentence).Corrected);

    [Fact]
    public void EveryWordOfEveryTitleStaysAsItIs()
    {
        using var snapshot = samples.Index.Acquire();
        for (int doc = 0; doc < snapshot.MaxDoc; doc++)
        {
            string title = snapshot.Card(doc).Title;
            Assert.True(samples.Engine.Understand(title).Corrected.Count == 0, title);
        }
    }

    [Fact]
    public void WhatWasMeantIsFound()
    {
        SearchResponse meant = samples.Engine.Search(new SearchRequest { Query = "smoothie blender under 60 €" }), slip = samples.Engine.Search(new SearchRequest { Query = "smoothie blendr under 60 €" });
        Assert.Equal(meant.Hits[0].Product.Id, slip.Hits[0].Product.Id);
        Assert.Equal("blendr", Assert.Single(slip.Understanding.Corrected).Written);
    }

    [Fact]
    public void RawWordsAreNotCorrected() => Assert.Empty(samples.Engine.Search(new SearchRequest { Query = "smoothie blendr", Raw = true }).Understanding.Corrected);

    [Fact]
    public void WithoutAModelOnlyLongWordsOfSeveralProductsAreRead()
    {
        using var shop = new Shop(Shop.Blender("1"), Shop.Blender("2"), Shop.Blender("3"));
        Assert.Equal([new Correction("countertopp", "countertop")], shop.Engine.Understand("countertopp thing").Corrected);
        using var small = new Shop(Shop.Blender("1"));
        Assert.Empty(small.Engine.Understand("countertopp thing").Corrected);
    }

    [Fact]
    public void CorrectionsAreKeptInJson()
    {
        ShoppingIntent intent = samples.Engine.Understand("smoothie blendr");
        Assert.Equal(intent.Corrected, IntentJson.Read(IntentJson.Write(intent)).Corrected);
    }
}
