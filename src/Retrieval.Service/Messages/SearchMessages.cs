using Retrieval.Catalog.Products;
using Retrieval.Index.Facets;
using Retrieval.Index.Filters;
using Retrieval.Search.Requests;
using Wire = Retrieval.Service.V1;

namespace Retrieval.Service.Messages;

/// <summary>Search requests as they come in and answers as they go out.</summary>
internal static class SearchMessages
{
    private const int DefaultHits = 10;

    private const int MostLeftOut = 50;

    /// <exception cref="InvalidRequestException">The mode is none, or too much is left out.</exception>
    /// <exception cref="FilterException">The filter cannot be read.</exception>
    public static SearchRequest Read(Wire.SearchRequest message)
    {
        if (message.Without.Count > MostLeftOut) throw new InvalidRequestException("without", $"{message.Without.Count} constraints were left out; {MostLeftOut} are the most");
        return Question(message);
    }

    private static SearchRequest Question(Wire.SearchRequest message) => new()
    {
        Query = message.Query,
        Mode = message.Mode switch
        {
            "" or "hybrid" => SearchMode.Hybrid,
            "lexical" => SearchMode.Lexical,
            "semantic" => SearchMode.Semantic,
            _ => throw new InvalidRequestException("mode", $"\"{message.Mode}\" is none of hybrid, lexical, semantic"),
        },
        Top = message.Top == 0 ? DefaultHits : message.Top,
        Market = Stated(message.Market),
        Filter = message.Filter.Length == 0 ? null : FilterParser.Parse(message.Filter),
        Facets = message.Facets,
        Explain = message.Explain,
    };

    /// <summary>A text of a message; null where it was left out.</summary>
    public static string? Stated(string text) => text.Length == 0 ? null : text;

    public static Wire.SearchResponse Of(SearchResponse response, bool withStages)
    {
        var message = new Wire.SearchResponse
        {
            Query = response.Query,
            TookMs = response.Took.TotalMilliseconds,
            Total = response.Total,
            Understanding = UnderstandingMessage.Of(response.Understanding),
            Hits = { response.Hits.Select(Of) },
            Relaxed = { response.Relaxed.Select(Of) },
        };
        foreach ((string field, IReadOnlyList<FacetValue> values) in response.Facets)
            message.Facets.Add(field, new Wire.FacetValues { Values = { values.Select(Of) } });
        if (withStages) message.Stages.AddRange(response.Stages.Select(static stage => new Wire.StageTime { Stage = stage.Stage, Ms = stage.Milliseconds }));
        return message;
    }

    /// <summary>An answer once more, with the time that it took this time; it shares all else.</summary>
    public static Wire.SearchResponse Again(Wire.SearchResponse response, TimeSpan took) => new()
    {
        Query = response.Query,
        TookMs = took.TotalMilliseconds,
        Total = response.Total,
        Understanding = response.Understanding,
        Hits = { response.Hits },
        Facets = { response.Facets },
        Relaxed = { response.Relaxed },
    };

    public static Wire.Hit Of(Hit hit)
    {
        var message = new Wire.Hit
        {
            Rank = hit.Rank,
            Id = hit.Product.Id,
            GroupId = hit.Product.GroupId ?? "",
            Title = hit.Product.Title,
            Availability = hit.Availability.Name(),
            Score = hit.Score,
            Fit = Of(hit.Fit),
            Reasons = { hit.Reasons.Select(Of) },
            Url = hit.Product.Url ?? "",
        };
        if (hit.Price is { } price) message.Price = ProductMessage.Of(price);
        if (hit.LexicalScore is { } lexical) message.LexicalScore = lexical;
        if (hit.SemanticScore is { } semantic) message.SemanticScore = semantic;
        return message;
    }

    public static Wire.Fit Of(Fit fit) => new() { Tier = fit.IsFull ? "fits" : "not_stated", Of = { fit.NotStated } };

    public static Wire.Reason Of(Reason reason) => new() { Kind = reason.Kind, Text = reason.Text };

    private static Wire.FacetValue Of(FacetValue value)
    {
        var message = new Wire.FacetValue { Count = value.Count };
        if (value.Value is { } text) message.Value = text;
        if (value.From is { } from) message.From = from;
        if (value.To is { } to) message.To = to;
        return message;
    }

    public static Wire.Relaxation Of(Relaxation relaxation)
    {
        var message = new Wire.Relaxation { Constraint = UnderstandingMessage.Of(relaxation.Constraint), Text = relaxation.Text };
        if (relaxation.To is { } to) message.To = (double)to;
        return message;
    }
}
