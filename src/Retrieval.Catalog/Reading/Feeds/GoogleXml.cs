using System.Text;
using System.Xml;
using Retrieval.Catalog.Reading.Input;
using Retrieval.Catalog.Reading.Records;

namespace Retrieval.Catalog.Reading.Feeds;

/// <summary>
/// The items of an RSS or Atom file of product data. Document types are refused and nothing outside the file is fetched. An
/// element of several parts (shipping, product detail) becomes the text that the delimited form of the feed has.
/// </summary>
internal static class GoogleXml
{
    private static readonly string[] ShippingParts =
        ["country", "region", "service", "price", "min_handling_time", "max_handling_time", "min_transit_time", "max_transit_time"];
    private static readonly string[] DetailParts = ["section_name", "attribute_name", "attribute_value"];

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        CheckCharacters = false,
    };

    /// <exception cref="CatalogException">The file is not well-formed XML, or an item is larger than a line may be.</exception>
    public static IEnumerable<RecordLine> Read(FeedLines lines)
    {
        using RestOfFile rest = lines.Rest();
        using XmlReader xml = XmlReader.Create(rest, Settings);
        while (Advance(xml, lines))
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName is not ("item" or "entry")) continue;
            int line = ((IXmlLineInfo)xml).LineNumber;
            rest.ItemBegins();
            yield return new RecordLine(line, ReadItem(xml, lines));
        }
    }

    private static bool Advance(XmlReader xml, FeedLines lines)
    {
        try
        {
            return xml.Read();
        }
        catch (XmlException e)
        {
            throw Broken(e, lines);
        }
    }

    private static XmlRecord ReadItem(XmlReader xml, FeedLines lines)
    {
        var fields = new List<KeyValuePair<string, FeedValue>>();
        try
        {
            using XmlReader item = xml.ReadSubtree();
            item.Read();
            item.Read();
            while (!item.EOF && item.Depth > 0)
            {
                if (item.NodeType == XmlNodeType.Element) fields.Add(KeyValuePair.Create(item.LocalName, new FeedValue(ReadField(item))));
                else item.Read();
            }
        }
        catch (XmlException e)
        {
            throw Broken(e, lines);
        }
        return new XmlRecord(fields);
    }

    /// <summary>The text of an element, its parts joined where it has some; the reader ends behind it.</summary>
    private static string ReadField(XmlReader xml)
    {
        string name = xml.LocalName;
        string? link = name == "link" ? xml.GetAttribute("href") : null;
        if (xml.IsEmptyElement)
        {
            xml.Read();
            return link ?? "";
        }
        var text = new StringBuilder();
        var parts = new Dictionary<string, string>();
        int depth = xml.Depth;
        string part = "";
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType == XmlNodeType.Element) part = xml.LocalName;
            else if (xml.NodeType == XmlNodeType.EndElement) part = "";
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                if (part.Length == 0) text.Append(xml.Value);
                else parts[part] = parts.GetValueOrDefault(part) + xml.Value;
            }
        }
        xml.Read();
        if (parts.Count == 0) return link ?? text.ToString();
        return name switch
        {
            "shipping" => Join(parts, ShippingParts),
            "product_detail" => Join(parts, DetailParts),
            "related_product" => $"{parts.GetValueOrDefault("relationship_type")}:{parts.GetValueOrDefault("id") ?? parts.GetValueOrDefault("product_id")}",
            _ => string.Join(' ', parts.Values),
        };
    }

    private static string Join(Dictionary<string, string> parts, string[] order)
        => string.Join(':', order.Select(o => parts.GetValueOrDefault(o, "").Trim())).TrimEnd(':');

    // The library tells a document type by a setting of .NET, and any other fault with its line twice, or with line 0 where it knows none.
    private static CatalogException Broken(XmlException e, FeedLines lines)
    {
        if (e.Message.Contains("DTD is prohibited", StringComparison.Ordinal))
            return new CatalogException($"{lines.File.Path}: a document type (<!DOCTYPE …>) is refused, since what it declares could stand for other files; write the feed without it", e);
        int place = e.Message.LastIndexOf(" Line ", StringComparison.Ordinal);
        string line = e.LineNumber > 0 ? $":{e.LineNumber}" : "";
        return new CatalogException($"{lines.File.Path}{line}: not well-formed XML: {(place < 0 ? e.Message : e.Message[..place])}", e);
    }
}
