using Retrieval.Catalog.Reading;
using Retrieval.Embedding.Manifest;
using Retrieval.Evaluation;
using Retrieval.Training;

namespace Retrieval.Cli.Usage;

/// <summary>The one table from what went wrong to the exit code and the words on the screen.</summary>
internal static class Faults
{
    public static (int Code, string Message) Tell(Exception fault) => fault switch
    {
        OperationCanceledException => (ExitCode.Interrupted, "stopped"),
        UsageException => (ExitCode.WrongUsage, fault.Message),
        CatalogException or ModelException or EvaluationException or TrainingException => (ExitCode.Unreadable, fault.Message),
        FileNotFoundException missing => (ExitCode.Unreadable, missing.Message),
        IOException or UnauthorizedAccessException => (ExitCode.Unreadable, fault.Message),
        AggregateException { InnerExceptions: [var only] } => Tell(only),
        _ => (ExitCode.Unreadable, $"this should not have happened; please report it with the lines below.{Environment.NewLine}{fault}"),
    };
}
