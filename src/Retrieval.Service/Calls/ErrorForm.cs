using Grpc.Core;

namespace Retrieval.Service.Calls;

/// <summary>The JSON body in which the doors of a protocol refuse a call, where it is not <c>google.rpc.Status</c>.</summary>
/// <param name="Json">Writes it.</param>
internal sealed record ErrorForm(Func<RpcException, string> Json);
