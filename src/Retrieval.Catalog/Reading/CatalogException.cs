namespace Retrieval.Catalog.Reading;

/// <summary>A file of a catalogue that cannot be read at all. The message says which, where and what to do.</summary>
public sealed class CatalogException : Exception
{
    /// <summary>Creates it with the message alone.</summary>
    public CatalogException(string message) : base(message) { }

    /// <summary>Creates it with what caused it.</summary>
    public CatalogException(string message, Exception inner) : base(message, inner) { }
}
