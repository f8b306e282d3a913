using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Retrieval.Catalog.Reading;
using Retrieval.Conversation.Requests;
using Retrieval.Events.Recording;
using Retrieval.Index.Errors;
using Retrieval.Index.Filters;
using Retrieval.Search.Requests;
using Retrieval.Service.Access;
using Retrieval.Service.Indexes;
using Status = Grpc.Core.Status;

namespace Retrieval.Service.Calls;

/// <summary>The one table from what went wrong with a call to its status; a field at fault is named in the message and in the details.</summary>
internal static class CallErrors
{
    /// <summary>Trailer that tells a gRPC client when to try again, in milliseconds.</summary>
    public const string Pushback = "grpc-retry-pushback-ms";

    // What is negative forbids it.
    private const string Never = "-1";

    // ENOSPC, which .NET gives as it comes.
    private const int NoSpace = 28;
    private const string DetailsTrailer = "grpc-status-details-bin";

    /// <summary>The kinds of details, for their JSON form.</summary>
    public static TypeRegistry Details { get; } = TypeRegistry.FromMessages(BadRequest.Descriptor, RetryInfo.Descriptor);

    /// <summary>The status of a fault; null for one that the caller can do nothing about and that has to be logged.</summary>
    /// <param name="fault">What was thrown.</param>
    /// <param name="deadline">The call's deadline, UTC.</param>
    public static RpcException? Of(Exception fault, DateTime deadline) => fault switch
    {
        RpcException status => status,
        InvalidRequestException request => WrongField(request.Member, request.Message),
        InvalidContextException context => WrongField("context", context.Message),
        FilterException filter => WrongField("filter", Of(filter)),
        UnknownIndexException or UnknownProductException => Plain(StatusCode.NotFound, fault.Message),
        IndexDeniedException => Denied(fault.Message),
        CatalogException feed => WrongField("feeds", feed.Message),
        IndexException { Fault: IndexFault.NotWritable, InnerException: IOException { HResult: NoSpace } } full => Plain(StatusCode.ResourceExhausted, full.Message),
        IndexException { Fault: IndexFault.NotWritable or IndexFault.Missing } index => Plain(StatusCode.FailedPrecondition, index.Message),
        IndexException { Fault: IndexFault.Corrupt } index => Plain(StatusCode.DataLoss, index.Message),
        IndexException { Fault: IndexFault.InUse } index => Plain(StatusCode.Aborted, index.Message),
        EventLogException { InnerException: IOException { HResult: NoSpace } } => Plain(StatusCode.ResourceExhausted, fault.Message),
        EventLogException => Plain(StatusCode.FailedPrecondition, fault.Message),
        StartingException => Plain(StatusCode.Unavailable, fault.Message),
        OperationCanceledException when deadline <= DateTime.UtcNow => Plain(StatusCode.DeadlineExceeded, "the deadline passed before the answer was there"),
        OperationCanceledException => Plain(StatusCode.Cancelled, "the caller went away"),
        ObjectDisposedException => Plain(StatusCode.Unavailable, "the service is stopping"),
        _ => null,
    };

    /// <summary>Too many calls at once.</summary>
    /// <param name="pause">When to try again.</param>
    public static RpcException Overloaded(TimeSpan pause) => TryAgain("more calls than can be borne", pause);

    /// <summary>One key calls more often than it may.</summary>
    /// <param name="key">Its id.</param>
    /// <param name="pause">When to try again.</param>
    public static RpcException TooOften(string key, TimeSpan pause) => TryAgain($"the key \"{key}\" calls more often than it may", pause);

    /// <summary>A body that is not read.</summary>
    /// <param name="most">Most bytes that are.</param>
    public static RpcException TooLarge(long most) => Plain(StatusCode.InvalidArgument, $"the body is larger than {most} bytes");

    /// <summary>A message of gRPC that is not read.</summary>
    /// <param name="most">Most bytes that are.</param>
    public static RpcException MessageTooLarge(int most) => new(
        new Status(StatusCode.ResourceExhausted, $"the message is larger than {most} bytes, the most that this method takes in one; send less in a message: fewer items, or shorter texts"),
        new Metadata { { Pushback, Never } });

    /// <summary>A body that broke off or was framed wrongly.</summary>
    /// <param name="problem">How.</param>
    public static RpcException Unreadable(string problem) => Plain(StatusCode.InvalidArgument, problem);

    /// <summary>A path that no door has.</summary>
    /// <param name="path">Which.</param>
    /// <param name="isGrpc">Whether it was called as a method of gRPC.</param>
    public static RpcException NothingServed(PathString path, bool isGrpc) => isGrpc ? Plain(StatusCode.Unimplemented, $"there is no method {path}; server reflection lists those that there are")
        : Plain(StatusCode.NotFound, $"nothing is served at {path}; /openapi.json lists the paths of the API");

    /// <summary>A method that the door of a path does not take.</summary>
    /// <param name="method">Which.</param>
    /// <param name="allowed">Those that it takes.</param>
    public static RpcException OtherMethod(string method, string allowed) => Plain(StatusCode.Unimplemented, $"this path does not take {method}; it takes {allowed}");

    /// <summary>Nobody knows who calls.</summary>
    public static RpcException Unauthenticated(string message) => Plain(StatusCode.Unauthenticated, message);

    /// <summary>Who calls may not.</summary>
    public static RpcException Denied(string message) => Plain(StatusCode.PermissionDenied, message);

    /// <summary>A refusal with its details.</summary>
    public static Google.Rpc.Status Told(RpcException refused) =>
        refused.Trailers.GetValueBytes(DetailsTrailer) is { } details ? Google.Rpc.Status.Parser.ParseFrom(details)
            : new Google.Rpc.Status { Code = (int)refused.StatusCode, Message = refused.Status.Detail };

    private static RpcException TryAgain(string message, TimeSpan pause)
    {
        RpcException refused = WithDetail(
            StatusCode.ResourceExhausted, $"{message}; try again in {pause.TotalMilliseconds:0} ms", new RetryInfo { RetryDelay = pause.ToDuration() });
        refused.Trailers.Add(Pushback, pause.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture));
        return refused;
    }

    /// <summary>A field of the request is wrong.</summary>
    /// <param name="field">Which.</param>
    /// <param name="message">What was found and what is expected.</param>
    public static RpcException WrongField(string field, string message) => WithDetail(
        StatusCode.InvalidArgument, field.Length == 0 ? message : $"{field}: {message}",
        new BadRequest { FieldViolations = { new BadRequest.Types.FieldViolation { Field = field, Description = message } } });

    /// <summary>What is wrong with a filter and where, without the word that a field's message begins with anyway.</summary>
    public static string Of(FilterException filter) => filter.Position < 0 ? filter.Reason : $"character {filter.Position + 1}: {filter.Reason}";

    private static RpcException WithDetail(StatusCode code, string message, IMessage detail)
    {
        var status = new Google.Rpc.Status { Code = (int)code, Message = message, Details = { Any.Pack(detail) } };
        return new RpcException(new Status(code, message), new Metadata { { DetailsTrailer, status.ToByteArray() } });
    }

    private static RpcException Plain(StatusCode code, string message) => new(new Status(code, message));
}
