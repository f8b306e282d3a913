namespace Retrieval.Service.Access;

/// <summary>A call names an index that the caller's key does not open.</summary>
/// <param name="message">Which key and which index.</param>
internal sealed class IndexDeniedException(string message) : Exception(message);
