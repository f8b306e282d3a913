using ModelContextProtocol;
using Retrieval.Conversation.Requests;
using Retrieval.Index.Filters;
using Retrieval.Search;
using Retrieval.Search.Requests;
using Retrieval.Service.Access;
using Retrieval.Service.Calls;
using Retrieval.Service.Indexes;
using Retrieval.Service.Ucp;

namespace Retrieval.Service.Mcp;

/// <summary>The index that a tool is called on: the one in the address, else the one that the call names, else the first.</summary>
internal sealed class AskedIndex(ServedIndexes indexes, IHttpContextAccessor calls)
{
    private HttpContext? Call => calls.HttpContext;

    /// <summary>The preferred language of the transport.</summary>
    public string? AcceptLanguage => Call?.Request.Headers.AcceptLanguage;

    /// <summary>Asks the index; what is wrong with a call becomes the protocol's error of invalid parameters.</summary>
    public T Ask<T>(string? named, Func<SearchEngine, T> ask) => Of(named, (_, index) => index.Ask(ask));

    /// <summary>Asks something of the index by its name; faults as with <see cref="Ask"/>.</summary>
    public T Of<T>(string? named, Func<string, ServedIndex, T> ask)
    {
        try
        {
            string name = Call?.GetRouteValue("index") as string ?? named ?? indexes.First;
            return ask(name, indexes[name]);
        }
        catch (Exception wrong) when (wrong is UnknownIndexException or UnknownProductException or IndexDeniedException or StartingException)
        {
            throw new McpProtocolException(wrong.Message, McpErrorCode.InvalidParams);
        }
        catch (CatalogRequestException wrong)
        {
            throw new McpProtocolException($"{wrong.Code}: {wrong.Message}", McpErrorCode.InvalidParams);
        }
        catch (InvalidRequestException wrong)
        {
            throw new McpProtocolException($"{wrong.Member}: {wrong.Message}", McpErrorCode.InvalidParams);
        }
        catch (InvalidContextException wrong)
        {
            throw new McpProtocolException($"context: {wrong.Message}", McpErrorCode.InvalidParams);
        }
        catch (FilterException wrong)
        {
            throw new McpProtocolException($"filter: {CallErrors.Of(wrong)}", McpErrorCode.InvalidParams);
        }
    }
}
