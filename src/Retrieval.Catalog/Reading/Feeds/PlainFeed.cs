using System.Text;
using System.Text.Json;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Catalog.Reading.Records;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Reading.Feeds;

/// <summary>
/// Tables and JSON Lines whose columns have the names of the native members (in any spelling: "Sale price", "sale_price"). Lists
/// are JSON or cut at "|", categories at ">". Any other column is an attribute.
/// </summary>
internal static class PlainFeed
{
    public static void Bind(FeedRecord record, ProductDraft draft, ReadOptions options)
    {
        var rule = new PriceRule(options.Currency, IsChinese: options.Language == Language.Zh);
        foreach ((string name, FeedValue value) in record.Fields)
        {
            NativeMember member = NativeMembers.Find(name.Trim().ToLowerInvariant().Replace(' ', '_').Replace('-', '_'));
            if (member == NativeMember.None) SetAttribute(name, value, draft);
            else Set(member, value, draft, options, rule);
        }
    }

    /// <summary>An unknown field as an attribute, of whatever form it is.</summary>
    public static void SetAttribute(string name, FeedValue value, ProductDraft draft)
    {
        string readable = name.Replace('_', ' ');
        if (value.Structure is { } json)
        {
            var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(json.GetRawText()));
            reader.Read();
            JsonAttributes.ReadOne(ref reader, readable, draft);
        }
        else if (PlainText.Line(value.Scalar) is { } text)
        {
            draft.AddAttribute(readable, [text], value.Kind);
        }
    }

    private static void Set(NativeMember member, FeedValue value, ProductDraft draft, ReadOptions options, PriceRule rule)
    {
        if (value.Structure is { } json)
        {
            MemberText.SetStructure(member, json, draft, options);
            return;
        }
        string? separator = !MemberText.IsList(member) ? null : member == NativeMember.Category ? ">" : "|";
        List<string> texts = [.. value.Scalars(separator).Select(t => member == NativeMember.Description ? t : PlainText.Line(t)).OfType<string>()];
        if (texts.Count > 0 && texts[0].Length > 0) MemberText.Set(member, texts, draft, rule);
    }
}
