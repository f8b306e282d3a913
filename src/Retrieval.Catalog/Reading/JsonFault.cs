using System.Text.Json;
using System.Text.RegularExpressions;

namespace Retrieval.Catalog.Reading;

/// <summary>What is wrong with somebody's JSON, in words for whoever wrote it: the library's name types and settings of .NET.</summary>
public static partial class JsonFault
{
    /// <summary>The place and the problem: <c>line 3, keys[0].role: expected one of read, write, admin</c>.</summary>
    /// <param name="fault">What the reader threw.</param>
    /// <param name="form">What was to be read; the values of its enumerations are named from its assembly.</param>
    public static string Told(JsonException fault, Type? form = null)
    {
        string member = Member(fault), line = fault.LineNumber is { } number ? $"line {number + 1}" : "";
        string place = line.Length > 0 && member.Length > 0 ? $"{line}, {member}" : line + member;
        return place.Length == 0 ? Problem(fault, form) : $"{place}: {Problem(fault, form)}";
    }

    /// <summary>The member at fault, from the outside in, such as <c>keys[0].role</c>; empty where it is the whole or not known.</summary>
    /// <param name="fault">What the reader threw.</param>
    public static string Member(JsonException fault) => fault.Path is { } path ? path.TrimStart('$').TrimStart('.') : "";

    /// <summary>The problem without its place.</summary>
    /// <param name="fault">What the reader threw.</param>
    /// <param name="form">As for <see cref="Told"/>.</param>
    public static string Problem(JsonException fault, Type? form = null)
    {
        string message = fault.Message;
        if (OfAnotherType().Match(message) is { Success: true } other) return $"expected {Expected(other.Groups[1].Value, form, Member(fault))}";
        if (NotAMember().Match(message) is { Success: true } unknown) return $"\"{unknown.Groups[1].Value}\" is not known here";
        if (Missing().Match(message) is { Success: true } missing) return $"missing: {missing.Groups[1].Value.Replace('\'', '"')}";
        if (message.Contains("allow null values", StringComparison.Ordinal) || message.Contains("allow setting null", StringComparison.Ordinal)) return "null is no value here; leave the member out or give it one";
        if (message.StartsWith("Expected depth to be zero", StringComparison.Ordinal)) return "it ends before all its objects and lists are closed";
        if (message.StartsWith("Expected end of string", StringComparison.Ordinal)) return "it ends within a string";
        if (message.StartsWith("The input does not contain any JSON tokens", StringComparison.Ordinal)) return "it is empty";
        if (message.Contains("contains a trailing comma", StringComparison.Ordinal)) return "a comma stands before a closing bracket";
        if (TooDeep().Match(message) is { Success: true } deep) return $"it is nested more than {deep.Groups[1].Value} deep";
        int end = message.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end]).TrimEnd('.');
    }

    private static string Expected(string type, Type? form, string member)
    {
        if (Nullable().Match(type) is { Success: true } inner) type = inner.Groups[1].Value;
        if (type.Contains("Dictionary`", StringComparison.Ordinal)) return "an object";
        if (type.Contains("List`", StringComparison.Ordinal) || type.Contains("Enumerable`", StringComparison.Ordinal) || type.EndsWith("[]", StringComparison.Ordinal)) return "a list";
        Type? own = form?.Assembly.GetType(type);
        // Of the parameters of a constructor the library names the whole that they make up.
        if (own?.GetProperties().FirstOrDefault(property => JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name) == member[(member.LastIndexOf('.') + 1)..]) is { } part)
            return Expected(part.PropertyType.ToString(), form, "");
        if (own is { IsEnum: true } values)
            return $"one of {string.Join(", ", Enum.GetNames(values).Where(static name => name != "None").Select(JsonNamingPolicy.SnakeCaseLower.ConvertName))}";
        return type switch
        {
            "System.String" => "a text",
            "System.Boolean" => "true or false",
            "System.Int32" or "System.Int64" => "a whole number",
            "System.Double" or "System.Single" or "System.Decimal" => "a number",
            "System.Uri" => "an address",
            _ => "an object",
        };
    }

    [GeneratedRegex(@"^The JSON value could not be converted to (.+?)\.(?: Path:|$)")]
    private static partial Regex OfAnotherType();

    [GeneratedRegex(@"^The JSON property '(.*)' could not be mapped to any \.NET member")]
    private static partial Regex NotAMember();

    [GeneratedRegex(@"was missing required properties including: (.+?)\.(?: Path:|$)")]
    private static partial Regex Missing();

    [GeneratedRegex(@"^The maximum configured depth of (\d+)")]
    private static partial Regex TooDeep();

    [GeneratedRegex(@"^System\.Nullable`1\[(.+)\]$")]
    private static partial Regex Nullable();
}
