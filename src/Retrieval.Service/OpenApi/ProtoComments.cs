using System.Text;
using System.Text.RegularExpressions;

namespace Retrieval.Service.OpenApi;

/// <summary>
/// The comments of the <c>.proto</c> files by what they stand above: <c>SearchRequest</c>, <c>SearchRequest.query</c>, <c>Retrieval.Search</c>.
/// Compiled descriptors keep no comments, so the files themselves are in the assembly. They are our own, one declaration a line.
/// </summary>
internal static partial class ProtoComments
{
    public static Dictionary<string, string> Read()
    {
        var comments = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string name in typeof(ProtoComments).Assembly.GetManifestResourceNames().Where(static name => name.EndsWith(".proto", StringComparison.Ordinal)))
        {
            using var file = new StreamReader(typeof(ProtoComments).Assembly.GetManifestResourceStream(name)!);
            Read(file, comments);
        }
        return comments;
    }

    private static void Read(StreamReader file, Dictionary<string, string> comments)
    {
        var above = new StringBuilder();
        string owner = "";
        while (file.ReadLine() is { } line)
        {
            string text = line.Trim();
            if (text.StartsWith("//", StringComparison.Ordinal))
            {
                above.Append(above.Length == 0 ? "" : " ").Append(text[2..].Trim());
                continue;
            }
            string? declared = null;
            if (Owner().Match(text) is { Success: true } type) declared = owner = type.Groups[1].Value;
            else if (Member().Match(text) is { Success: true } member) declared = $"{owner}.{(member.Groups[1].Success ? member.Groups[1].Value : member.Groups[2].Value)}";
            if (declared is not null && above.Length > 0) comments[declared] = above.ToString();
            above.Clear();
        }
    }

    [GeneratedRegex(@"^(?:message|service) (\w+) \{")]
    private static partial Regex Owner();

    [GeneratedRegex(@"^(?:rpc (\w+)\(|(?:repeated |optional )?[\w.]+(?:<[^>]*>)? (\w+) = \d+)")]
    private static partial Regex Member();
}
