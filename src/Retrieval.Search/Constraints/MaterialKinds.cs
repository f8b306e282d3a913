using System.Text.Json;

namespace Retrieval.Search.Constraints;

/// <summary>
/// Which materials are kinds of another, by <c>Data/materials.json</c>: who asks for wood gets beech; a product that states wood does not say
/// whether it is the oak that was asked for.
/// </summary>
internal static class MaterialKinds
{
    private static readonly Dictionary<string, string[]> Kinds = Load();

    /// <summary>The kinds of a material, itself aside.</summary>
    public static IEnumerable<string> Of(string material) => Kinds.GetValueOrDefault(material, []);

    /// <summary>The materials that one is a kind of.</summary>
    public static IEnumerable<string> Above(string material) => Kinds.Where(group => group.Value.Contains(material)).Select(static group => group.Key);

    private static Dictionary<string, string[]> Load()
    {
        using Stream file = typeof(MaterialKinds).Assembly.GetManifestResourceStream("materials.json")!;
        return JsonSerializer.Deserialize<Dictionary<string, string[]>>(file)!;
    }
}
