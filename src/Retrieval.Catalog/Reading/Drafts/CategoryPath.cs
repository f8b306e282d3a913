namespace Retrieval.Catalog.Reading.Drafts;

/// <summary>Category paths written in one string, from the widest: <c>Kitchen > Blenders</c>.</summary>
internal static class CategoryPath
{
    public static IReadOnlyList<string> Split(string path, char separator = '>')
        => [.. path.Split(separator).Select(PlainText.Line).OfType<string>()];
}
