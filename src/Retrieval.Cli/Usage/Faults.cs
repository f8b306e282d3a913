using Retrieval.Catalog.Reading;
using Retrieval.Conversation.Policies;
using Retrieval.Conversation.Requests;
using Retrieval.Embedding.Manifest;
using Retrieval.Evaluation;
using Retrieval.Events.Recording;
using Retrieval.Index.Errors;
using Retrieval.Index.Filters;
using Retrieval.Search.Requests;
using Retrieval.Service.Hosting;
using Retrieval.Training;

namespace Retrieval.Cli.Usage;

/// <summary>The one table from what went wrong to the exit code and the words on the screen.</summary>
internal static class Faults
{
    public static (int Code, string Message) Tell(Exception fault) => fault switch
    {
        OperationCanceledException => (ExitCode.Interrupted, "stopped"),
        UsageException or FilterException or ServerOptionsException or InvalidContextException or PolicyException => (ExitCode.WrongUsage, fault.Message),
        InvalidRequestException request => (ExitCode.WrongUsage, $"{request.Member}: {request.Message}"),
        TypeInitializationException { InnerException: FormatException wrong } => (ExitCode.WrongUsage, wrong.Message),
        IndexException or CatalogException or ModelException or EvaluationException or TrainingException or EventLogException => (ExitCode.Unreadable, fault.Message),
        InvalidDataException or IOException or UnauthorizedAccessException => (ExitCode.Unreadable, fault.Message),
        AggregateException { InnerExceptions: [var only] } => Tell(only),
        _ => (ExitCode.Unreadable, $"this should not have happened; please report it with the lines below.{Environment.NewLine}{fault}"),
    };
}
