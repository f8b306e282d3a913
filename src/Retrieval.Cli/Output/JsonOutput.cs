using System.Text.Encodings.Web;
using System.Text.Json;

namespace Retrieval.Cli.Output;

/// <summary>Writes results of <c>--json</c> to standard output, one document a line, UTF-8.</summary>
internal static class JsonOutput
{
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Members = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DictionaryKeyPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>Writes one document.</summary>
    public static void Write(Action<Utf8JsonWriter> write)
    {
        using Stream output = Console.OpenStandardOutput();
        using (var json = new Utf8JsonWriter(output, Options)) write(json);
        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes a record's members in snake_case.</summary>
    public static void Write<T>(T value) => Write(json => JsonSerializer.Serialize(json, value, Members));
}
