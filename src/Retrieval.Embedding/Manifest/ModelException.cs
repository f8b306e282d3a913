namespace Retrieval.Embedding.Manifest;

/// <summary>
/// A model that cannot be used: its manifest, one of its files or its graph is missing, broken or not what the manifest
/// says. The message names the file, the place in it, what was found, and what was expected.
/// </summary>
public sealed class ModelException : Exception
{
    /// <summary>Describes one fault of a model.</summary>
    /// <param name="file">Full path of the file (or folder) at fault.</param>
    /// <param name="place">Where in the file: a member of the manifest, an input of the graph; empty for the file itself.</param>
    /// <param name="found">What was found there.</param>
    /// <param name="expected">What would be right, or what to do.</param>
    /// <param name="cause">The exception that showed the fault, if any.</param>
    public ModelException(string file, string place, string found, string expected, Exception? cause = null)
        : base($"model {file}{(place.Length == 0 ? "" : $", {place}")}: found {found}; expected {expected}", cause)
    {
        File = file;
        Place = place;
    }

    /// <summary>Full path of the file (or folder) at fault.</summary>
    public string File { get; }

    /// <summary>Where in the file; empty for the file itself.</summary>
    public string Place { get; }
}
