using System.Text;
using Grpc.Core;

namespace Retrieval.Service.Calls;

/// <summary>
/// What nobody expected. Neither the log nor the caller sees the request: an exception's message may hold a word of the shopper's sentence,
/// its stack does not.
/// </summary>
internal static class UnexpectedFault
{
    public static RpcException Log(ILogger logger, string call, Exception fault)
    {
        var where = new StringBuilder();
        for (Exception? cause = fault; cause is not null; cause = cause.InnerException) where.AppendLine().Append(cause.GetType()).AppendLine().Append(cause.StackTrace);
        logger.LogError("{Call} failed{Where}", call, where);
        return new RpcException(new Status(StatusCode.Internal, "the service failed on this call; its log says where"));
    }
}
