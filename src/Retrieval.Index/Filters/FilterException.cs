namespace Retrieval.Index.Filters;

/// <summary>A filter expression that cannot be read, or that compares a field with what it cannot hold.</summary>
public sealed class FilterException : Exception
{
    /// <summary>Makes the exception.</summary>
    /// <param name="reason">What is wrong and what was expected.</param>
    /// <param name="position">Where, as an index into the expression's characters; -1 where the filter was not written as text.</param>
    public FilterException(string reason, int position = -1)
        : base(position < 0 ? $"filter: {reason}" : $"filter, character {position + 1}: {reason}")
    {
        Reason = reason;
        Position = position;
    }

    /// <summary>What is wrong, without the place.</summary>
    public string Reason { get; }

    /// <summary>Index into the expression, or -1.</summary>
    public int Position { get; }
}
