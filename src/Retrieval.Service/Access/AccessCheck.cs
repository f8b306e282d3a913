using Grpc.Core;
using Retrieval.Service.Calls;
using Retrieval.Service.Configuration;

namespace Retrieval.Service.Access;

/// <summary>Stands before every door: who calls, whether their key opens it, and whether they call too often.</summary>
internal sealed class AccessCheck(LiveConfiguration configuration, CallRates rates)
{
    private const string Scheme = "Bearer ";

    public Task InvokeAsync(HttpContext call, RequestDelegate next)
    {
        if (call.GetEndpoint() is not { } door) return next(call);
        KeyRing keys = configuration.Keys;
        string? authorization = call.Request.Headers.Authorization;
        Caller? caller = keys.IsEmpty ? Caller.Local : authorization is null ? Caller.Stranger : Bearer(keys, authorization);
        Role needed = NeededFor(door);
        if (needed > Role.None)
        {
            if (caller is null || caller == Caller.Stranger) return Refusal.WriteAsync(call, Unknown(authorization));
            if (caller.Role < needed) return Refusal.WriteAsync(call, CallErrors.Denied($"the key \"{caller.Id}\" has the role {Name(caller.Role)}; this call needs {Name(needed)}"));
            if (!rates.TryTake(caller, out TimeSpan pause)) return Refusal.WriteAsync(call, CallErrors.TooOften(caller.Id, pause));
        }
        call.Features.Set(caller ?? Caller.Stranger);
        return next(call);
    }

    private static Caller? Bearer(KeyRing keys, string authorization) =>
        authorization.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? keys.Find(authorization.AsSpan(Scheme.Length).Trim()) : null;

    // What is no route is the router's own answer to a method that its path does not take; who asks for it shall hear just that.
    private static Role NeededFor(Endpoint door) => door.Metadata.GetMetadata<RequiresRoleAttribute>()?.Role ?? (door is RouteEndpoint ? Role.Admin : Role.None);

    private static RpcException Unknown(string? authorization) => CallErrors.Unauthenticated(authorization is null
        ? "this call needs a key; send it as \"authorization: Bearer KEY\""
        : "the key is not known; it is sent as \"authorization: Bearer KEY\"");

    private static string Name(Role role) => role.ToString().ToLowerInvariant();
}
