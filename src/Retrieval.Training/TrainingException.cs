namespace Retrieval.Training;

/// <summary>Training cannot go on; the message says which file or option, what was found, and what to do.</summary>
public sealed class TrainingException : Exception
{
    /// <summary>Describes the fault.</summary>
    /// <param name="message">What was wrong, where, and what to do.</param>
    /// <param name="cause">The exception that showed it, if any.</param>
    public TrainingException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
