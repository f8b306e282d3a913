using System.Text.Json;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Products;
using Retrieval.Catalog.Reading.Drafts;
using Retrieval.Catalog.Reading.Feeds;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Catalog.Reading.Records;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Reading.Mapping;

/// <summary>Sets a draft from a record as a map says.</summary>
internal sealed class MapBinding(ColumnMap map)
{
    private readonly Dictionary<string, string> readableNames = [];
    private long row;

    public void Bind(FeedRecord record, ProductDraft draft, ReadOptions options)
    {
        row++;
        if (map.Language is not null) draft.SetLanguage(map.Language);
        foreach (MappedField field in map.Fields) BindField(field, record, draft, options);
        foreach (MappedAttributes rule in map.Attributes)
        {
            if (rule.Prefix is not null) BindPrefix(rule, record, draft);
            else if (rule.NamePath is not null) BindPairs(rule, record, draft);
            else BindAttribute(rule, record, draft);
        }
    }

    private void BindField(MappedField field, FeedRecord record, ProductDraft draft, ReadOptions options)
    {
        FieldSource source = field.Source;
        if (source.Columns.Count == 1 && field.Part.Length == 0 && IsObject(field.Member))
        {
            if (source.Columns[0].Find(record).FirstOrDefault().Structure is { } json) MemberText.SetStructure(field.Member, json, draft, options);
            return;
        }
        IReadOnlyList<string> texts = Texts(source, field.Member, record);
        if (texts.Count == 0) return;
        if (field.Part.Length == 0) MemberText.Set(field.Member, texts, draft, Rule(source, record, options));
        else SetPart(field, texts, draft);
    }

    private List<string> Texts(FieldSource source, NativeMember member, FeedRecord record)
    {
        if (source.Constant is not null) return [source.Constant];
        if (source.RowPrefix is not null) return [$"{source.RowPrefix}{row}"];
        bool all = source.JoinWith is not null || MemberText.IsList(member) || member == NativeMember.Allergens;
        var texts = new List<string>();
        foreach (ColumnPath column in source.Columns)
        {
            foreach (FeedValue value in column.Find(record))
            {
                foreach (string scalar in value.Scalars(source.Separator))
                {
                    if (Clean(scalar, source, member) is { } text) texts.Add(text);
                }
            }
            if (!all && texts.Count > 0) break;
        }
        return source.JoinWith is null || texts.Count < 2 ? texts : [string.Join(source.JoinWith, texts)];
    }

    private string? Clean(string scalar, FieldSource source, NativeMember member)
    {
        if (IsNotStated(scalar) || source.NotStated.Contains(scalar.Trim())) return null;
        if (member == NativeMember.Description) return scalar;
        string? text = PlainText.Line(scalar);
        return source.Strip is not null && text is not null && text.StartsWith(source.Strip, StringComparison.Ordinal) ? PlainText.Line(text[source.Strip.Length..]) : text;
    }

    private bool IsNotStated(string scalar) => string.IsNullOrWhiteSpace(scalar) || map.NotStated.Contains(scalar.Trim());

    private PriceRule Rule(FieldSource source, FeedRecord record, ReadOptions options)
    {
        string? currency = source.CurrencyColumn?.Find(record).FirstOrDefault().Scalar?.Trim() ?? source.Currency ?? map.Currency ?? options.Currency;
        bool isChinese = (options.Language ?? (LanguageCodes.TryParse(map.Language, out Language told) ? told : Language.Und)) == Language.Zh;
        return new PriceRule(currency, map.Decimal, source.MinorUnits ?? map.MinorUnits, isChinese);
    }

    private static void SetPart(MappedField field, IReadOnlyList<string> texts, ProductDraft draft)
    {
        Allergens allergens = draft.Allergens ?? new Allergens([], [], []);
        Seller seller = draft.Seller ?? new Seller("", null);
        switch (field.Part)
        {
            case "contains": draft.Allergens = allergens with { Contains = texts }; break;
            case "may_contain": draft.Allergens = allergens with { MayContain = texts }; break;
            case "free_from": draft.Allergens = allergens with { FreeFrom = texts }; break;
            case "name": draft.Seller = seller with { Name = texts[0] }; break;
            case "url": draft.Seller = seller with { Url = texts[0] }; break;
        }
    }

    private static bool IsObject(NativeMember member)
        => member is NativeMember.Offers or NativeMember.Shipping or NativeMember.Related or NativeMember.Allergens;

    private void BindAttribute(MappedAttributes rule, FeedRecord record, ProductDraft draft)
    {
        foreach (FeedValue value in rule.Column!.Find(record)) AddAttribute(rule.Name ?? Readable(rule.Column.Text, ""), value, rule.Unit, draft);
    }

    private void BindPrefix(MappedAttributes rule, FeedRecord record, ProductDraft draft)
    {
        foreach ((string name, FeedValue value) in record.Fields)
        {
            if (name.StartsWith(rule.Prefix!, StringComparison.Ordinal)) AddAttribute(Readable(name, rule.Prefix!), value, rule.Unit, draft);
        }
    }

    private void BindPairs(MappedAttributes rule, FeedRecord record, ProductDraft draft)
    {
        foreach (FeedValue value in rule.Column!.Find(record))
        {
            if (value.Structure is not { ValueKind: JsonValueKind.Array } list) continue;
            foreach (JsonElement pair in list.EnumerateArray())
            {
                if (pair.ValueKind == JsonValueKind.Object && pair.TryGetProperty(rule.NamePath!, out JsonElement name) && pair.TryGetProperty(rule.ValuePath!, out JsonElement its)
                    && new FeedValue(name).Scalar is { } named)
                    AddAttribute(named, new FeedValue(its), rule.Unit, draft);
            }
        }
    }

    private void AddAttribute(string name, FeedValue value, string? unit, ProductDraft draft)
    {
        if (value.Structure is not null)
        {
            PlainFeed.SetAttribute(name, value, draft);
        }
        else if (value.Scalar is { } scalar && !IsNotStated(scalar) && PlainText.Line(scalar) is { } text)
        {
            bool isNumber = unit is not null && JsonNumberText.IsNumber(text);
            draft.AddAttribute(name, [text], isNumber ? AttributeKind.Number : value.Kind, unit);
        }
    }

    /// <summary>"attr_t_contrast_ratio__typical_" without its prefix is "contrast ratio typical".</summary>
    private string Readable(string column, string prefix)
    {
        if (readableNames.TryGetValue(column, out string? known)) return known;
        string readable = PlainText.Line(column[prefix.Length..].Replace('_', ' ')) ?? column;
        return readableNames[column] = readable;
    }
}
