namespace Retrieval.Service.Access;

/// <summary>What the bearer of a key may do; each may do what those before it may.</summary>
public enum Role
{
    /// <summary>Not told: nothing.</summary>
    None,

    /// <summary>Ask, and record what a shopper did with the answer.</summary>
    Read,

    /// <summary>Change products and offers.</summary>
    Write,

    /// <summary>Replace and roll back whole indexes, read metrics.</summary>
    Admin,
}
