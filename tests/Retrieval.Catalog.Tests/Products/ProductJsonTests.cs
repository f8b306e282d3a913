using System.Collections;
using System.Reflection;
using System.Text;
using CsCheck;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading;
using Retrieval.Catalog.Reading.Native;

namespace Retrieval.Catalog.Tests.Products;

/// <summary>A stored product comes back exactly, member by member; bytes of anything else are an error, never a guess.</summary>
public sealed class ProductJsonTests
{
    [Fact]
    public void Every_product_comes_back_exactly_from_its_stored_form()
        => ProductGen.Any.Sample(product => AssertSame(product, ProductJson.Read(ProductJson.ToUtf8(product)), "product"), iter: 500);

    [Fact]
    public void The_stored_form_is_valid_native_json()
    {
        byte[] stored = ProductJson.ToUtf8(Native.Read("""{"id":"a","title":"Mixeur","price":"49.90 EUR","attributes":{"power":{"value":600,"unit":"W"},"quiet":true}}"""));
        Assert.Equal(
            """{"id":"a","title":"Mixeur","price":{"amount":4990,"currency":"EUR"},"attributes":{"power":{"value":600,"unit":"W"},"quiet":true}}""",
            Encoding.UTF8.GetString(stored));
        Assert.NotNull(NativeLine.Read(stored, ReadOptions.Default).Product);
    }

    [Fact]
    public void A_description_that_shows_a_tag_is_not_stripped_again()
    {
        Product product = Native.Read("""{"id":"a","title":"Book","description":"How to write &lt;b&gt;bold&lt;/b&gt;"}""");
        Assert.Equal("How to write <b>bold</b>", product.Description);
        Assert.Equal(product.Description, ProductJson.Read(ProductJson.ToUtf8(product)).Description);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"id\":\"a\"")]
    [InlineData("{\"id\":\"a\"}")]
    public void Bytes_that_are_no_stored_product_are_an_error(string bytes)
        => Assert.Throws<CatalogException>(() => ProductJson.Read(Encoding.UTF8.GetBytes(bytes)));

    private static void AssertSame(object? expected, object? found, string path)
    {
        if (expected is null or string || expected.GetType().IsPrimitive || expected.GetType().IsEnum || expected is DateTimeOffset or DateOnly or Money)
        {
            Assert.True(Equals(expected, found), $"{path}: expected {expected}, found {found}");
            if (expected is DateTimeOffset instant) Assert.Equal(instant.Offset, ((DateTimeOffset)found!).Offset);
        }
        else if (expected is IList list)
        {
            var others = (IList)found!;
            Assert.True(list.Count == others.Count, $"{path}: expected {list.Count} entries, found {others.Count}");
            for (int i = 0; i < list.Count; i++) AssertSame(list[i], others[i], $"{path}[{i}]");
        }
        else
        {
            Assert.True(found is not null, $"{path} is gone");
            foreach (PropertyInfo member in expected.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
                AssertSame(member.GetValue(expected), member.GetValue(found), $"{path}.{member.Name}");
        }
    }
}
