using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Feeds;
using Retrieval.Index.Feeds;

namespace Retrieval.Service.Acp;

/// <summary>Products of the protocol as a feed keeps them, and as products of an index.</summary>
internal static class AcpProducts
{
    /// <summary>Code of the error for products that are not taken.</summary>
    public const string Refused = "invalid_product_payload";

    private const int LongestIdBytes = 200;

    /// <summary>Reads the products of a request; all of them can be taken.</summary>
    /// <param name="body">The request.</param>
    /// <param name="targetCountry">The feed's country.</param>
    /// <exception cref="AcpException">One of them is wrong.</exception>
    public static IReadOnlyList<FeedProduct> Read(ReadOnlyMemory<byte> body, string? targetCountry)
    {
        using JsonDocument request = AcpJson.Read(body, AcpShapes.UpsertProducts, Refused);
        JsonElement products = request.RootElement.GetProperty("products");
        if (products.GetArrayLength() == 0) throw AcpException.Invalid(Refused, "products", "products must contain at least one valid Product");
        var read = new List<FeedProduct>(products.GetArrayLength());
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (JsonElement product in products.EnumerateArray())
        {
            string place = $"products[{read.Count}]", id = product.GetProperty("id").GetString()!;
            if (id.Length == 0 || Encoding.UTF8.GetByteCount(id) > LongestIdBytes) throw AcpException.Invalid(Refused, $"{place}.id", $"expected an id of 1 to {LongestIdBytes} bytes");
            if (!ids.Add(id)) throw AcpException.Invalid(Refused, $"{place}.id", $"\"{id}\" is the id of another product of this request");
            string[] variants = [.. Variants(product, targetCountry, place).Select(static variant => variant.Id)];
            read.Add(new FeedProduct(id, variants, JsonMarshal.GetRawUtf8Value(product).ToArray()));
        }
        return read;
    }

    /// <summary>The variants of a stored product; each is a product of the index.</summary>
    public static IReadOnlyList<Product> Variants(FeedProduct product, string? targetCountry)
    {
        using JsonDocument json = JsonDocument.Parse(product.Json);
        return Variants(json.RootElement, targetCountry, "product");
    }

    private static List<Product> Variants(JsonElement product, string? targetCountry, string place)
    {
        var variants = new List<Product>();
        // A product without variants is nothing that can be bought, and so in no index.
        if (product.GetProperty("variants").GetArrayLength() == 0) return variants;
        IReadOnlyList<CatalogLine> lines = AcpProduct.Read(product, ReadOptions.Default, targetCountry);
        foreach (CatalogLine line in lines)
        {
            if (line.Product is { } variant) variants.Add(variant);
            else throw AcpException.Invalid(Refused, line.Refusal!.Field == "variants" ? $"{place}.variants" : $"{place}.variants[{variants.Count}].{line.Refusal.Field}", line.Refusal.Reason);
        }
        if (variants.GroupBy(static variant => variant.Id, StringComparer.Ordinal).FirstOrDefault(static same => same.Count() > 1) is { } twice)
            throw AcpException.Invalid(Refused, $"{place}.variants", $"two variants have the id \"{twice.Key}\"");
        return variants;
    }
}
