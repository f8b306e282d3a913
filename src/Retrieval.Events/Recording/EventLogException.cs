namespace Retrieval.Events.Recording;

/// <summary>Events cannot be recorded; none of those that were handed over counts.</summary>
/// <param name="message">Which folder, what was found, what to do.</param>
/// <param name="cause">The cause below; null for none.</param>
public sealed class EventLogException(string message, Exception? cause = null) : Exception(message, cause);
