namespace Retrieval.Evaluation;

/// <summary>A query set, judgments or run file cannot be read: the message says which file, which line and what was expected.</summary>
/// <param name="message">What was wrong, where, and what to do.</param>
public sealed class EvaluationException(string message) : Exception(message);
