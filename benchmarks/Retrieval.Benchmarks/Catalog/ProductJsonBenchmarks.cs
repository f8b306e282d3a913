using System.Text;
using BenchmarkDotNet.Attributes;
using Retrieval.Catalog.Facts;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Benchmarks.Catalog;

/// <summary>
/// One product of 900 bytes with five attributes: read from a feed, written for the index, read back, and its facts found, on one
/// core, with allocated bytes. It does not show files, compression, nor products with hundreds of attributes.
/// </summary>
[MemoryDiagnoser]
public class ProductJsonBenchmarks
{
    private readonly byte[] line = Encoding.UTF8.GetBytes(
        """
        {"id":"B-1042","group_id":"B-10","language":"fr","title":"Mixeur personnel Zenko Fresh 600 W, 2 bouteilles de 0,6 l sans BPA, lames inox","description":"Un mixeur compact pour smoothies, soupes et sauces. Ses deux bouteilles passent au lave-vaisselle, ses six lames en acier broient glace et fruits surgelés en trente secondes. Livré avec couvercles de transport.","brand":"Zenko","gtin":"12345670","mpn":"ZF-600","condition":"new","category":["Cuisine","Petit électroménager","Mixeurs"],"price":"49.90 EUR","sale_price":"39.90 EUR","availability":"in_stock","quantity":12,"countries":["FR","BE"],"color":["noir"],"material":["acier inoxydable"],"attributes":{"puissance":{"value":600,"unit":"W"},"contenance":{"value":0.6,"unit":"l"},"hauteur":"38 cm","vitesses":2,"lave-vaisselle":true},"use_cases":["smoothie","petit déjeuner"],"rating":4.4,"review_count":212,"related":[{"id":"B-7","type":"accessory"}]}
        """);
    private Product product = null!;
    private byte[] stored = [];

    /// <summary>Reads the product once.</summary>
    [GlobalSetup]
    public void Prepare()
    {
        product = NativeLine.Read(line, ReadOptions.Default).Product!;
        stored = ProductJson.ToUtf8(product);
    }

    /// <summary>A line of a feed, checked whole.</summary>
    [Benchmark(Baseline = true)]
    public CatalogLine ReadFeedLine() => NativeLine.Read(line, ReadOptions.Default);

    /// <summary>The form that the index stores.</summary>
    [Benchmark]
    public byte[] WriteStored() => ProductJson.ToUtf8(product);

    /// <summary>The stored form back, as for each hit.</summary>
    [Benchmark]
    public Product ReadStored() => ProductJson.Read(stored);

    /// <summary>Canonical values for the columns.</summary>
    [Benchmark]
    public ProductFacts Facts() => ProductFacts.Of(product);
}
