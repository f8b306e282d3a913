using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Google.Protobuf.Reflection;
using Grpc.Core;
using Retrieval.Catalog.Products;
using Retrieval.Service.Messages;
using Retrieval.Service.V1;
using Product = Retrieval.Service.V1.Product;

namespace Retrieval.Service.Tests.Calls;

/// <summary>
/// What must hold of GetProduct, Similar and Suggest: the same over gRPC and at their HTTP paths; a product has every member that the
/// merchant stated; an unknown product is NOT_FOUND; a wrong field is named.
/// </summary>
public sealed class ProductCallTests(RunningServer server) : IClassFixture<RunningServer>
{
    [Fact]
    public async Task A_product_comes_with_its_offer()
    {
        GetProductResponse answer = await server.Client.GetProductAsync(new GetProductRequest { Index = RunningServer.Index, Id = "P-3" });
        Assert.Equal("Frying pan 23 cm", answer.Product.Title);
        Assert.Equal(3000, answer.Price.Amount);
        Assert.Equal("in_stock", answer.Availability);
        JsonElement json = await server.Http.GetFromJsonAsync<JsonElement>($"/v1/{RunningServer.Index}/products/P-3");
        Assert.Equal("Zenko", json.GetProperty("product").GetProperty("brand").GetString());
        Assert.Equal(3000, json.GetProperty("regular_price").GetProperty("amount").GetInt64());
    }

    [Fact]
    public void Every_member_of_a_product_has_a_field()
    {
        string[] fields = [.. Product.Descriptor.Fields.InDeclarationOrder().Select(static (FieldDescriptor field) => field.PropertyName)];
        Assert.Equal(typeof(Retrieval.Catalog.Products.Product).GetProperties().Select(static member => member.Name).Order(), fields.Order());
    }

    [Fact]
    public void What_the_merchant_stated_goes_out()
    {
        Product message = ProductMessage.Of(new Retrieval.Catalog.Products.Product
        {
            Id = "1", Title = "Pan", SaleTo = new DateTimeOffset(2026, 11, 30, 8, 0, 0, TimeSpan.FromHours(1)), Released = new DateOnly(2025, 2, 3),
            Allergens = new Retrieval.Catalog.Products.Allergens(["nuts"], [], []), Attributes = [new ProductAttribute("power", ["600"], AttributeKind.Number, "W")],
        });
        Assert.Equal("2026-11-30T08:00:00+01:00", message.SaleTo);
        Assert.Equal("2025-02-03", message.Released);
        Assert.Equal(["nuts"], message.Allergens.Contains);
        Assert.Equal("number", message.Attributes[0].Kind);
        Assert.False(message.HasRating);
        Assert.Null(message.Price);
    }

    [Fact]
    public async Task Similar_products_are_found_at_both_doors()
    {
        SimilarResponse answer = await server.Client.SimilarAsync(new SimilarRequest { Index = RunningServer.Index, Id = "P-3", Top = 4 });
        Assert.Equal(4, answer.Hits.Count);
        Assert.DoesNotContain(answer.Hits, static hit => hit.Id == "P-3");
        JsonElement json = await server.Http.GetFromJsonAsync<JsonElement>($"/v1/{RunningServer.Index}/products/P-3/similar?top=4");
        Assert.Equal(answer.Hits.Select(static hit => hit.Id), json.GetProperty("hits").EnumerateArray().Select(static hit => hit.GetProperty("id").GetString()));
    }

    [Fact]
    public async Task Suggestions_are_made_at_both_doors()
    {
        SuggestResponse answer = await server.Client.SuggestAsync(new SuggestRequest { Index = RunningServer.Index, Prefix = "Zemk" });
        Suggestion brand = Assert.Single(answer.Suggestions, static suggestion => suggestion.Kind == "brand");
        Assert.Equal(("Zenko", 10, true), (brand.Text, brand.Products, brand.Corrected));
        JsonElement json = await server.Http.GetFromJsonAsync<JsonElement>($"/v1/{RunningServer.Index}/suggest?prefix=fry&language=en&top=3");
        Assert.Equal(3, json.GetProperty("suggestions").GetArrayLength());
    }

    [Fact]
    public async Task An_unknown_product_is_not_found()
    {
        RpcException refused = await Assert.ThrowsAsync<RpcException>(async () => await server.Client.SimilarAsync(new SimilarRequest { Index = RunningServer.Index, Id = "nobody" }));
        Assert.Equal(StatusCode.NotFound, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Http.GetAsync($"/v1/{RunningServer.Index}/products/nobody")).StatusCode);
    }

    [Theory]
    [InlineData("suggest", "prefix")]
    [InlineData("suggest?prefix=a&top=99", "top")]
    [InlineData("suggest?prefix=a&language=klingon", "language")]
    [InlineData("suggest?prefix=a&market=Germany", "market")]
    [InlineData("products/P-1/similar?top=-1", "top")]
    public async Task A_wrong_field_is_named(string path, string field)
    {
        HttpResponseMessage refused = await server.Http.GetAsync($"/v1/{RunningServer.Index}/{path}");
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.StartsWith(field + ":", (await refused.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("message").GetString());
    }
}
