using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MediaGateway.Tests.EndToEnd.Description;

/// <summary>Requests made from the document: right ones, and ones with a single fault.</summary>
internal static class SampleRequest
{
    /// <summary>Ids of things that nobody has.</summary>
    public static IReadOnlyDictionary<string, string> Nobody { get; } = new Dictionary<string, string>
    {
        ["content_id"] = "imdb:tt99999999",
        ["device_id"] = "nobody",
        ["session_id"] = "nothing",
        ["target_device_id"] = "nobody",
        ["platform"] = "netflix",
        ["review_id"] = "9007199254740991",
    };

    /// <summary>A request that is right in form.</summary>
    public static HttpRequestMessage Of(ApiDocument document, ApiOperation operation, IReadOnlyDictionary<string, string> ids) =>
        Make(operation, ids, Query(operation, ids), operation.Body is { } body ? Sample(document, body.Schema, ids) : null);

    /// <summary>Requests with one fault each, and the field at fault.</summary>
    public static IEnumerable<(HttpRequestMessage Request, string Field)> Wrong(ApiDocument document, ApiOperation operation, IReadOnlyDictionary<string, string> ids)
    {
        foreach (var parameter in operation.Parameters("query"))
        {
            var name = parameter.Text("name");
            foreach (var wrong in WrongValues(parameter.GetProperty("schema")))
            {
                var query = Query(operation, ids);
                query[name] = wrong is JsonValue value && value.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : wrong!.ToJsonString();
                yield return (Make(operation, ids, query, Body(document, operation, ids)), name);
            }
        }

        if (operation.Body is not ({ } mediaType, var schema) || mediaType != "application/json")
        {
            yield break;
        }

        var type = document.Schemas.Resolve(Alternative(schema));
        foreach (var required in Names(type, "required"))
        {
            var body = Sample(document, schema, ids);
            body.Remove(required);
            yield return (Make(operation, ids, Query(operation, ids), body), required);
        }

        foreach (var member in type.GetProperty("properties").EnumerateObject())
        {
            foreach (var wrong in WrongValues(document.Schemas.Resolve(Alternative(member.Value))))
            {
                var body = Sample(document, schema, ids);
                body[member.Name] = wrong;
                yield return (Make(operation, ids, Query(operation, ids), body), member.Name);
            }
        }
    }

    // One value for each way in which the schema can be broken.
    private static IEnumerable<JsonNode?> WrongValues(JsonElement schema)
    {
        if (schema.TryGetProperty("maxLength", out var longest))
        {
            yield return new string('x', longest.GetInt32() + 1);
        }

        if (schema.TryGetProperty("maximum", out var greatest))
        {
            yield return greatest.GetInt64() + 1;
        }

        if (schema.TryGetProperty("minimum", out var least) && least.GetDouble() is > -1 and < 1e9)
        {
            yield return (long)least.GetDouble() - 1;
        }

        if (schema.TryGetProperty("maxItems", out var most))
        {
            yield return new JsonArray([.. Enumerable.Range(0, most.GetInt32() + 1).Select(_ => (JsonNode)"en")]);
        }

        if (schema.TryGetProperty("pattern", out _))
        {
            yield return "?";
        }

        if (schema.TryGetProperty("enum", out _))
        {
            yield return "opera";
        }
    }

    private static JsonObject? Body(ApiDocument document, ApiOperation operation, IReadOnlyDictionary<string, string> ids) =>
        operation.Body is { } body ? Sample(document, body.Schema, ids) : null;

    private static Dictionary<string, string> Query(ApiOperation operation, IReadOnlyDictionary<string, string> ids) => operation.Parameters("query")
        .Where(parameter => parameter.TryGetProperty("required", out var required) && required.GetBoolean())
        .ToDictionary(parameter => parameter.Text("name"), parameter => ids.GetValueOrDefault(parameter.Text("name")) ?? parameter.Text("example"));

    private static HttpRequestMessage Make(ApiOperation operation, IReadOnlyDictionary<string, string> ids, Dictionary<string, string> query, JsonNode? body)
    {
        var address = operation.PathWith(ids) + (query.Count == 0 ? "" : "?" + string.Join('&', query.Select(pair => $"{pair.Key}={Uri.EscapeDataString(pair.Value)}")));
        var request = new HttpRequestMessage(new HttpMethod(operation.Method), address);
        request.Content = operation.Body switch
        {
            null => null,
            { MediaType: "application/json" } => JsonContent.Create(body),
            var (mediaType, _) => new StringContent("", Encoding.UTF8, mediaType),
        };
        return request;
    }

    private static JsonObject Sample(ApiDocument document, JsonElement schema, IReadOnlyDictionary<string, string> ids)
    {
        schema = document.Schemas.Resolve(Alternative(schema));
        var body = new JsonObject();
        if (!schema.TryGetProperty("properties", out var properties))
        {
            return body;
        }

        foreach (var name in Names(schema, "required"))
        {
            body[name] = ids.TryGetValue(name, out var id) ? id : Value(document, name, properties.GetProperty(name));
        }

        return body;
    }

    private static JsonNode? Value(ApiDocument document, string name, JsonElement schema)
    {
        schema = document.Schemas.Resolve(Alternative(schema));
        if (name is "ops")
        {
            return new JsonArray(new JsonObject());
        }

        if (name is "email")
        {
            return "nobody@example.org";
        }

        if (schema.TryGetProperty("enum", out var allowed))
        {
            return allowed[0].GetString();
        }

        return schema.GetProperty("type").ToString() switch
        {
            "integer" => 1,
            "string" => new string('x', schema.TryGetProperty("minLength", out var shortest) ? Math.Max(1, shortest.GetInt32()) : 1),
            _ => null,
        };
    }

    // The one of the alternatives that is not null.
    private static JsonElement Alternative(JsonElement schema) =>
        schema.TryGetProperty("oneOf", out var alternatives) && alternatives.EnumerateArray().Any(one => one.TryGetProperty("type", out var type) && type.ToString() == "null")
            ? alternatives.EnumerateArray().First(one => !one.TryGetProperty("type", out var type) || type.ToString() != "null")
            : schema;

    private static IEnumerable<string> Names(JsonElement schema, string member) =>
        schema.TryGetProperty(member, out var names) ? names.EnumerateArray().Select(name => name.GetString()!) : [];
}
