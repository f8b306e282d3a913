using System.Text.Json;
using Retrieval.Catalog.Pricing;
using Retrieval.Catalog.Reading.Native;
using Retrieval.Text.Languages;

namespace Retrieval.Catalog.Reading.Mapping;

/// <summary>Reads the JSON of a map; everything that it does not know is an error, so that a misspelt word is not silently passed over.</summary>
internal static class ColumnMapJson
{
    private static readonly string[] Parts = ["allergens.contains", "allergens.may_contain", "allergens.free_from", "seller.name", "seller.url"];

    /// <exception cref="FormatException">Something in it is not of a map.</exception>
    public static ColumnMap Read(JsonElement json)
    {
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("an object is expected");
        char? delimiter = null, point = null;
        string? currency = null, language = null;
        bool minorUnits = false, backslashEscapes = false;
        IReadOnlySet<string> notStated = new HashSet<string>();
        List<MappedField> fields = [];
        List<MappedAttributes> attributes = [];
        foreach (JsonProperty member in json.EnumerateObject())
        {
            switch (member.Name)
            {
                case "comment": break;
                case "delimiter": delimiter = OneCharacter(member, "\t,;|"); break;
                case "escape": backslashEscapes = OneCharacter(member, "\\") == '\\'; break;
                case "decimal": point = OneCharacter(member, ".,"); break;
                case "currency": currency = Currency(member); break;
                case "language": language = Language(member); break;
                case "price_unit": minorUnits = IsMinor(member); break;
                case "not_stated": notStated = Texts(member).ToHashSet(); break;
                case "fields": fields = [.. Object(member).Select(Field)]; break;
                case "attributes": attributes = [.. List(member).Select(Attributes)]; break;
                default: throw Unknown(member, "comment delimiter escape decimal currency language price_unit not_stated fields attributes");
            }
        }
        Require(fields, NativeMember.Id);
        Require(fields, NativeMember.Title);
        return new ColumnMap
        {
            Delimiter = delimiter, BackslashEscapes = backslashEscapes, Currency = currency, Decimal = point, MinorUnits = minorUnits, Language = language,
            NotStated = notStated, Fields = fields, Attributes = attributes,
        };
    }

    private static MappedField Field(JsonProperty field)
    {
        int dot = field.Name.IndexOf('.');
        NativeMember member = NativeMembers.Find(dot < 0 ? field.Name : field.Name.AsSpan(0, dot));
        if (member is NativeMember.None or NativeMember.Attributes || (dot >= 0 && !Parts.Contains(field.Name)))
            throw new FormatException($"\"{field.Name}\" is not a member of a product; known are {string.Join(", ", NativeMembers.Names.Concat(Parts))}");
        return new MappedField(member, dot < 0 ? "" : field.Name[(dot + 1)..], Source(field));
    }

    private static FieldSource Source(JsonProperty field)
    {
        JsonElement json = field.Value;
        if (json.ValueKind == JsonValueKind.String) return new FieldSource([new ColumnPath(json.GetString()!)]);
        if (json.ValueKind == JsonValueKind.Array) return new FieldSource(Columns(field));
        if (json.ValueKind != JsonValueKind.Object) throw Wrong(field, "a column, a list of columns, or an object");
        var source = new FieldSource([]);
        foreach (JsonProperty part in json.EnumerateObject())
        {
            source = part.Name switch
            {
                "column" => source with { Columns = [new ColumnPath(Text(part))] },
                "columns" => source with { Columns = Columns(part) },
                "join" => source with { Columns = Columns(part), JoinWith = source.JoinWith ?? " " },
                "with" => source with { JoinWith = Text(part) },
                "value" => source with { Constant = part.Value.ToString() },
                "row" => source with { RowPrefix = Text(part) },
                "separator" => source with { Separator = NotEmpty(part) },
                "strip" => source with { Strip = NotEmpty(part) },
                "not_stated" => source with { NotStated = Texts(part).ToHashSet() },
                "currency" => source with { Currency = Currency(part) },
                "currency_column" => source with { CurrencyColumn = new ColumnPath(Text(part)) },
                "unit" => source with { MinorUnits = IsMinor(part) },
                _ => throw Unknown(part, "column columns join with value row separator strip not_stated currency currency_column unit"),
            };
        }
        if (source.Columns.Count == 0 && source.Constant is null && source.RowPrefix is null) throw Wrong(field, "a \"column\", \"columns\", \"join\", \"value\" or \"row\"");
        return source;
    }

    private static MappedAttributes Attributes(JsonElement json)
    {
        if (json.ValueKind == JsonValueKind.String) return new MappedAttributes(new ColumnPath(json.GetString()!), null, null, null, null, null);
        if (json.ValueKind != JsonValueKind.Object) throw new FormatException("\"attributes\" holds columns or objects");
        string? column = null, name = null, prefix = null, namePath = null, valuePath = null, unit = null;
        foreach (JsonProperty part in json.EnumerateObject())
        {
            switch (part.Name)
            {
                case "column": column = Text(part); break;
                case "name": name = Text(part); break;
                case "prefix": prefix = NotEmpty(part); break;
                case "name_path": namePath = Text(part); break;
                case "value_path": valuePath = Text(part); break;
                case "unit": unit = NotEmpty(part); break;
                default: throw Unknown(part, "column name prefix name_path value_path unit");
            }
        }
        if ((column is null) == (prefix is null)) throw new FormatException("an entry of \"attributes\" needs either a \"column\" or a \"prefix\"");
        if ((namePath is null) != (valuePath is null)) throw new FormatException("\"name_path\" and \"value_path\" go together");
        return new MappedAttributes(column is null ? null : new ColumnPath(column), name, prefix, namePath, valuePath, unit);
    }

    private static void Require(List<MappedField> fields, NativeMember member)
    {
        if (!fields.Exists(f => f.Member == member)) throw new FormatException($"\"fields\" says nothing of \"{member.Name()}\"");
    }

    private static IReadOnlyList<ColumnPath> Columns(JsonProperty of) => [.. Texts(of).Select(t => new ColumnPath(t))];

    private static IEnumerable<string> Texts(JsonProperty of)
        => List(of).Select(e => e.ValueKind == JsonValueKind.String ? e.GetString()! : throw Wrong(of, "a list of strings"));

    private static IEnumerable<JsonElement> List(JsonProperty of)
        => of.Value.ValueKind == JsonValueKind.Array ? of.Value.EnumerateArray() : throw Wrong(of, "a list");

    private static IEnumerable<JsonProperty> Object(JsonProperty of)
        => of.Value.ValueKind == JsonValueKind.Object ? of.Value.EnumerateObject() : throw Wrong(of, "an object");

    private static string Text(JsonProperty of)
        => of.Value.ValueKind == JsonValueKind.String ? of.Value.GetString()! : throw Wrong(of, "a string");

    private static string NotEmpty(JsonProperty of) => Text(of) is { Length: > 0 } text ? text : throw Wrong(of, "a string that is not empty");

    private static char OneCharacter(JsonProperty of, string among)
        => Text(of) is [char c] && among.Contains(c) ? c : throw Wrong(of, $"one of {string.Join(' ', among.Select(a => a == '\t' ? "\\t" : a.ToString()))}");

    private static string Currency(JsonProperty of)
        => Currencies.TryGet(Text(of), out string code, out _) ? code : throw Wrong(of, "a currency of ISO 4217");

    private static string Language(JsonProperty of)
        => LanguageCodes.TryParse(Text(of), out _) ? Text(of) : throw Wrong(of, "a language that is known");

    private static bool IsMinor(JsonProperty of) => Text(of) switch
    {
        "minor" => true,
        "major" => false,
        _ => throw Wrong(of, "minor or major"),
    };

    private static FormatException Wrong(JsonProperty of, string expected) => new($"\"{of.Name}\" should be {expected}, not {of.Value.GetRawText()}");

    private static FormatException Unknown(JsonProperty found, string known) => new($"\"{found.Name}\" is not known here; known are {known}");
}
