using Retrieval.Catalog.Reading.Input;

namespace Retrieval.Catalog.Reading.Native;

/// <summary>Native JSON Lines. Empty lines are passed over.</summary>
internal static class NativeFeed
{
    public static IEnumerable<CatalogLine> Read(FeedLines lines, ReadOptions options)
    {
        while (true)
        {
            LineState state = lines.Next();
            if (state == LineState.End) yield break;
            if (state == LineState.TooLong)
                yield return lines.TooLong();
            else if (!lines.IsBlank)
                yield return NativeLine.Read(lines.Current.Span, options, lines.File.Path, lines.Number, lines.Offset);
        }
    }
}
