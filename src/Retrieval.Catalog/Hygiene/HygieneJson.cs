using System.Text.Json;

namespace Retrieval.Catalog.Hygiene;

/// <summary>
/// A report as JSON: <c>{"products","refused","ok","findings":[{"kind","severity","count","heading","advice","examples":[{"id","place","detail"}]}],
/// "coverage":[{"field","stated","share"}],"languages":[{"language","count"}]}</c>.
/// </summary>
public static class HygieneJson
{
    /// <summary>Writes the report as a JSON object where the writer stands.</summary>
    public static void Write(HygieneReport report, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("products", report.Products);
        json.WriteNumber("refused", report.Refused);
        json.WriteBoolean("ok", !report.HasFailures);
        json.WriteStartArray("findings");
        foreach (HygieneFinding finding in report.Findings) WriteFinding(finding, json);
        json.WriteEndArray();
        json.WriteStartArray("coverage");
        foreach (FieldCoverage field in report.Coverage)
        {
            json.WriteStartObject();
            json.WriteString("field", field.Field);
            json.WriteNumber("stated", field.Stated);
            json.WriteNumber("share", report.Products == 0 ? 0 : Math.Round((double)field.Stated / report.Products, 4));
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("languages");
        foreach ((string language, long count) in report.Languages)
        {
            json.WriteStartObject();
            json.WriteString("language", language);
            json.WriteNumber("count", count);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteFinding(HygieneFinding finding, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("kind", finding.Kind.Name);
        json.WriteString("severity", finding.Kind.Severity.ToString().ToLowerInvariant());
        json.WriteNumber("count", finding.Count);
        json.WriteString("heading", finding.Kind.Heading);
        json.WriteString("advice", finding.Kind.Advice);
        json.WriteStartArray("examples");
        foreach (HygieneExample example in finding.Examples)
        {
            json.WriteStartObject();
            json.WriteString("id", example.Id);
            json.WriteString("place", example.Place);
            json.WriteString("detail", example.Detail);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
