using Retrieval.Service.Configuration;

namespace Retrieval.Service.Access;

/// <summary>Who makes the call that this code runs for.</summary>
internal sealed class CurrentCaller(IHttpContextAccessor calls, LiveConfiguration configuration)
{
    /// <summary>What runs outside of any call is nobody's as soon as there are keys.</summary>
    public Caller Caller => calls.HttpContext?.Features.Get<Caller>() ?? (configuration.Keys.IsEmpty ? Caller.Local : Caller.Stranger);
}
