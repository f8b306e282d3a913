using System.Collections.Frozen;

namespace Retrieval.Catalog.Facts;

/// <summary>Tells which fact an attribute states by its name (<c>attribute-names.tsv</c>).</summary>
internal static class AttributeNames
{
    private static readonly FrozenDictionary<string, string> Facts =
        TableFile.Rows("attribute-names.tsv").SelectMany(r => r.Skip(1).Select(name => KeyValuePair.Create(name, r[0]))).ToFrozenDictionary();

    /// <summary>The fact (<c>color</c>, <c>material</c>, …); null where the name states none of them.</summary>
    public static string? FactOf(string name) => Facts.GetValueOrDefault(name.Trim().ToLowerInvariant());
}
