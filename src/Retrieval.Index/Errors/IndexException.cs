namespace Retrieval.Index.Errors;

/// <summary>What is wrong with an index, and so what dies with it.</summary>
public enum IndexFault : byte
{
    /// <summary>The folder holds no index.</summary>
    NotFound,
    /// <summary>A file of the index is damaged.</summary>
    Corrupt,
    /// <summary>The folder was written by something else, or by a version that this one cannot read.</summary>
    Foreign,
    /// <summary>Another process holds the index for writing.</summary>
    InUse,
    /// <summary>The index was built with another embedding model.</summary>
    ModelMismatch,
    /// <summary>The folder cannot be written: rights, or a full disk.</summary>
    NotWritable,
    /// <summary>What was asked for does not exist in this index, such as a previous generation.</summary>
    Missing,
}

/// <summary>An index that cannot be read or written. The message says which file, what was found, and what to do.</summary>
public sealed class IndexException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="fault">Kind of fault.</param>
    /// <param name="message">File, what was found, what to do.</param>
    /// <param name="inner">The cause below, where there is one.</param>
    public IndexException(IndexFault fault, string message, Exception? inner = null) : base(message, inner) => Fault = fault;

    /// <summary>Kind of fault.</summary>
    public IndexFault Fault { get; }

    internal static IndexException Corrupt(string path, string found, Exception? inner = null) =>
        new(IndexFault.Corrupt, $"{path} is damaged: {found}. Run `retrieval rollback` to serve the previous generation, or index again.", inner);
}
