using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;

namespace Retrieval.Catalog.Reading.Feeds;

/// <summary>What a variant chooses, as name and value ("Color: Red"): the members that the model has, else attributes.</summary>
internal static class VariantOptions
{
    public static void Set(string name, string? value, ProductDraft draft)
    {
        if (PlainText.Line(value) is not { } text) return;
        switch (name.Trim().ToLowerInvariant())
        {
            case "color" or "colour": draft.Color = With(draft.Color, text); break;
            case "size": draft.Size = With(draft.Size, text); break;
            case "material": draft.Material = With(draft.Material, text); break;
            case "gender": draft.Gender = With(draft.Gender, text); break;
            case "age group" or "age_group": draft.AgeGroup = With(draft.AgeGroup, text); break;
            default: draft.AddAttribute(name, [text], AttributeKind.Text); break;
        }
    }

    private static IReadOnlyList<string> With(IReadOnlyList<string> stated, string text)
        => stated.Contains(text, StringComparer.OrdinalIgnoreCase) ? stated : [.. stated, text];
}
