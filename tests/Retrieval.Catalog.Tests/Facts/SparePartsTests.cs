using Retrieval.Catalog.Facts;

namespace Retrieval.Catalog.Tests.Facts;

/// <summary>A spare part is told by the words of its title, in any language; the thing it belongs to is none.</summary>
public sealed class SparePartsTests
{
    [Theory]
    [InlineData("Replacement lid for Zenko blender")]
    [InlineData("Pièces détachées pour mixeur Zenko")]
    [InlineData("Ersatzdeckel für Zenko Mixer")]
    [InlineData("Filtro de repuesto para cafetera")]
    [InlineData("空气净化器替换滤芯")]
    [InlineData("Lama di ricambio")]
    [InlineData("Cabeça de reposição")]
    [InlineData("Navulling voor geurkaars")]
    public void A_title_names_a_spare_part(string title) => Assert.True(SpareParts.AreNamedIn(title));

    [Theory]
    [InlineData("Zenko blender with lid, 1.5 l")]
    [InlineData("Sparen-Teelicht aus Glas")]
    [InlineData("空气净化器")]
    [InlineData("")]
    public void Another_title_names_none(string title) => Assert.False(SpareParts.AreNamedIn(title));
}
