namespace Retrieval.Cli.Usage;

/// <summary>The command was used wrongly in a way that only the command itself can see.</summary>
/// <param name="message">What was found and what is expected.</param>
internal sealed class UsageException(string message) : Exception(message);
