using System.Text.Json;
using Retrieval.Catalog.Products;
using Retrieval.Index.Facets;
using Retrieval.Understanding.Intent;

namespace Retrieval.Search.Requests;

/// <summary>The JSON form of an answer, as the contract of <c>retrieval search --json</c> names its members.</summary>
public static class SearchJson
{
    /// <summary>Writes an answer as an object; <paramref name="withStages"/> adds the times of the stages.</summary>
    public static void Write(SearchResponse response, bool withStages, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("query", response.Query);
        json.WriteNumber("took_ms", Math.Round(response.Took.TotalMilliseconds, 3));
        json.WriteNumber("total", response.Total);
        json.WritePropertyName("understanding");
        IntentJson.Write(response.Understanding, json);
        json.WriteStartArray("hits");
        foreach (Hit hit in response.Hits) Write(hit, json);
        json.WriteEndArray();
        Write(response.Facets, json);
        json.WriteStartArray("relaxed");
        foreach (Relaxation relaxation in response.Relaxed) Write(relaxation, json);
        json.WriteEndArray();
        if (withStages) Write(response.Stages, json);
        json.WriteEndObject();
    }

    private static void Write(Hit hit, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteNumber("rank", hit.Rank);
        json.WriteString("id", hit.Product.Id);
        json.WriteString("group_id", hit.Product.GroupId);
        json.WriteString("title", hit.Product.Title);
        json.WritePropertyName("price");
        Write(hit.Price, json);
        json.WriteString("availability", hit.Availability.Name());
        json.WriteNumber("score", hit.Score);
        Write("lexical_score", hit.LexicalScore, json);
        Write("semantic_score", hit.SemanticScore, json);
        json.WritePropertyName("fit");
        Write(hit.Fit, json);
        json.WritePropertyName("reasons");
        Write(hit.Reasons, json);
        json.WriteEndObject();
    }

    /// <summary>Writes the evidence for a product as an array.</summary>
    public static void Write(IReadOnlyList<Reason> reasons, Utf8JsonWriter json)
    {
        json.WriteStartArray();
        foreach (Reason reason in reasons)
        {
            json.WriteStartObject();
            json.WriteString("kind", reason.Kind);
            json.WriteString("text", reason.Text);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>Writes an amount in minor units, or null.</summary>
    public static void Write(Money? price, Utf8JsonWriter json)
    {
        if (price is not { } money)
        {
            json.WriteNullValue();
            return;
        }
        json.WriteStartObject();
        json.WriteNumber("amount", money.Amount);
        json.WriteString("currency", money.Currency);
        json.WriteEndObject();
    }

    private static void Write(string name, double? score, Utf8JsonWriter json)
    {
        if (score is { } value) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    /// <summary>Writes <c>"fits"</c>, or the tier and what the data does not state.</summary>
    public static void Write(Fit fit, Utf8JsonWriter json)
    {
        if (fit.IsFull)
        {
            json.WriteStringValue("fits");
            return;
        }
        json.WriteStartObject();
        json.WriteString("tier", "not_stated");
        json.WriteStartArray("of");
        foreach (string constraint in fit.NotStated) json.WriteStringValue(constraint);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(IReadOnlyDictionary<string, IReadOnlyList<FacetValue>> facets, Utf8JsonWriter json)
    {
        json.WriteStartObject("facets");
        foreach ((string field, IReadOnlyList<FacetValue> values) in facets)
        {
            json.WriteStartArray(field);
            foreach (FacetValue value in values)
            {
                json.WriteStartObject();
                if (value.Value is not null)
                {
                    json.WriteString("value", value.Value);
                }
                else
                {
                    json.WriteNumber("from", value.From ?? 0);
                    if (value.To is { } to) json.WriteNumber("to", to);
                    else json.WriteNull("to");
                }
                json.WriteNumber("count", value.Count);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
    }

    /// <summary>Writes what was given up and what is offered instead.</summary>
    public static void Write(Relaxation relaxation, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WritePropertyName("constraint");
        IntentJson.Write(relaxation.Constraint, json);
        if (relaxation.To is { } to) json.WriteNumber("to", to);
        else json.WriteNull("to");
        json.WriteString("text", relaxation.Text);
        json.WriteEndObject();
    }

    private static void Write(IReadOnlyList<StageTime> stages, Utf8JsonWriter json)
    {
        json.WriteStartArray("stages");
        foreach (StageTime stage in stages)
        {
            json.WriteStartObject();
            json.WriteString("stage", stage.Stage);
            json.WriteNumber("ms", Math.Round(stage.Milliseconds, 3));
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }
}
