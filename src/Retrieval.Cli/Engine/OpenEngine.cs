using Retrieval.Embedding.Encoders;
using Retrieval.Index.Snapshots;
using Retrieval.Search;
using Retrieval.Search.Requests;

namespace Retrieval.Cli.Engine;

/// <summary>An index opened for questions, with its encoder.</summary>
internal sealed class OpenEngine : IDisposable
{
    private OpenEngine(ProductIndex index, IEncoder? encoder)
    {
        Index = index;
        Encoder = encoder;
        Engine = new SearchEngine(index, encoder);
    }

    public ProductIndex Index { get; }

    /// <summary>The model that the index was built with; null where it holds words alone or only they are asked.</summary>
    public IEncoder? Encoder { get; }

    public SearchEngine Engine { get; }

    /// <summary>Opens an index.</summary>
    /// <param name="directory">Folder of the index.</param>
    /// <param name="mode">By words alone the model is not loaded.</param>
    public static OpenEngine Open(string directory, SearchMode mode)
    {
        ProductIndex index = ProductIndex.Open(directory);
        try
        {
            return new OpenEngine(index, mode == SearchMode.Lexical ? null : ModelFolders.Load(index.Manifest));
        }
        catch
        {
            index.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Index.Dispose();
        Encoder?.Dispose();
    }
}
