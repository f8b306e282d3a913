using System.Collections.Frozen;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Retrieval.Service.Acp;

/// <summary>Where a message is not of its form, and how.</summary>
/// <param name="Path">Members and places from the outside in, each with what parts it from the one before: <c>.products[0].id</c>.</param>
/// <param name="Message">What was found and what is expected.</param>
internal sealed record ShapeFault(string Path, string Message)
{
    public string? Param => Path.Length == 0 ? null : Path.TrimStart('.');

    public ShapeFault Under(string outer) => this with { Path = outer + Path };
}

/// <summary>The form of a JSON value, as a schema describes it. Immutable.</summary>
internal abstract class Shape
{
    public static readonly Shape Text = new Plain("a string", static value => value.ValueKind == JsonValueKind.String);
    public static readonly Shape Address = new Plain("an absolute URI", static value => value.ValueKind == JsonValueKind.String && IsAddress(value.GetString()!));
    public static readonly Shape Number = new Plain("a number", static value => value.ValueKind == JsonValueKind.Number);
    public static readonly Shape Integer = new Plain("an integer", static value => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _));
    public static readonly Shape Amount = new Plain("an integer of minor units, 0 or more", static value => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out long amount) && amount >= 0);
    public static readonly Shape Truth = new Plain("true or false", static value => value.ValueKind is JsonValueKind.True or JsonValueKind.False);

    /// <summary>What is wrong with a value; null where nothing is.</summary>
    /// <exception cref="InvalidOperationException">The name of a member is not valid Unicode.</exception>
    public abstract ShapeFault? Check(JsonElement value);

    /// <summary>Text of a pattern.</summary>
    /// <param name="pattern">The pattern.</param>
    /// <param name="expected">What it means.</param>
    public static Shape Like(Regex pattern, string expected) => new Plain(expected, value => value.ValueKind == JsonValueKind.String && pattern.IsMatch(value.GetString()!));

    public static Shape List(Shape items) => new Items(items);

    /// <summary>An object with no other members than these; a name that ends in <c>!</c> must be there.</summary>
    public static Shape Object(params (string Name, Shape Shape)[] members) => new Members(members, needsAny: false);

    /// <summary>An object with one at least of these members and no other.</summary>
    public static Shape AnyOf(params (string Name, Shape Shape)[] members) => new Members(members, needsAny: true);

    private static bool IsAddress(string text) => text.Length > 0 && text[0] != '/' && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static string Shown(JsonElement value)
    {
        const int Longest = 40;
        string text = value.GetRawText();
        return text.Length <= Longest ? text : text[..Longest] + "…";
    }

    private sealed class Plain(string expected, Func<JsonElement, bool> isFit) : Shape
    {
        public override ShapeFault? Check(JsonElement value)
        {
            try
            {
                if (value.ValueKind == JsonValueKind.String) _ = value.GetString();
                return isFit(value) ? null : new ShapeFault("", $"expected {expected}, found {Shown(value)}");
            }
            catch (InvalidOperationException)
            {
                return new ShapeFault("", "the string is not valid Unicode");
            }
        }
    }

    private sealed class Items(Shape items) : Shape
    {
        public override ShapeFault? Check(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.Array) return new ShapeFault("", $"expected a list, found {Shown(value)}");
            int place = 0;
            foreach (JsonElement item in value.EnumerateArray())
            {
                if (items.Check(item) is { } fault) return fault.Under($"[{place}]");
                place++;
            }
            return null;
        }
    }

    private sealed class Members((string Name, Shape Shape)[] members, bool needsAny) : Shape
    {
        private readonly FrozenDictionary<string, Shape> shapes = members.ToFrozenDictionary(static member => member.Name.TrimEnd('!'), static member => member.Shape);
        private readonly string[] required = [.. members.Where(static member => member.Name.EndsWith('!')).Select(static member => member.Name.TrimEnd('!'))];

        public override ShapeFault? Check(JsonElement value)
        {
            if (value.ValueKind != JsonValueKind.Object) return new ShapeFault("", $"expected an object, found {Shown(value)}");
            foreach (string name in required)
            {
                if (!value.TryGetProperty(name, out _)) return new ShapeFault("." + name, "is missing");
            }
            bool any = false;
            foreach (JsonProperty member in value.EnumerateObject())
            {
                if (!shapes.TryGetValue(member.Name, out Shape? shape))
                    return new ShapeFault("." + member.Name[..Math.Min(member.Name.Length, 60)], $"is no member of the protocol's; there may be {string.Join(", ", shapes.Keys.Order())}");
                if (shape.Check(member.Value) is { } fault) return fault.Under("." + member.Name);
                any = true;
            }
            return any || !needsAny ? null : new ShapeFault("", $"one at least of {string.Join(", ", shapes.Keys.Order())} is to be there");
        }
    }
}
