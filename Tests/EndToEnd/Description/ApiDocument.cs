using System.Text.Json;

namespace MediaGateway.Tests.EndToEnd.Description;

/// <summary>The OpenAPI document that a gateway publishes.</summary>
internal sealed class ApiDocument
{
    private static readonly string[] Methods = ["get", "put", "post", "patch", "delete"];

    private ApiDocument(JsonElement root)
    {
        Root = root;
        Schemas = new SchemaCheck(root);
        Operations = [.. root.GetProperty("paths").EnumerateObject().SelectMany(path => path.Value.EnumerateObject()
            .Where(method => Methods.Contains(method.Name))
            .Select(method => new ApiOperation(method.Name.ToUpperInvariant(), path.Name, method.Value)))];
    }

    public JsonElement Root { get; }

    public SchemaCheck Schemas { get; }

    public IReadOnlyList<ApiOperation> Operations { get; }

    public static async Task<ApiDocument> ReadAsync(HttpClient client) => Parse(await client.GetStringAsync("/openapi/v1.json"));

    public static ApiDocument Parse(string json) => new(JsonElement.Parse(json));

    /// <summary>The operation that a request is one of; null when none is described.</summary>
    public ApiOperation? Find(string method, string path) =>
        // A path without a placeholder comes before one with.
        Operations.Where(operation => operation.Method == method && operation.Matches(path)).MinBy(operation => operation.Parameters("path").Count());
}

/// <summary>One described operation.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonElement Description)
{
    public bool IsOpen => !Description.TryGetProperty("security", out var security) || security.GetArrayLength() == 0;

    public JsonElement Responses => Description.GetProperty("responses");

    public override string ToString() => $"{Method} {Path}";

    public IEnumerable<JsonElement> Parameters(string place) =>
        Description.TryGetProperty("parameters", out var parameters) ? parameters.EnumerateArray().Where(parameter => parameter.Text("in") == place) : [];

    /// <summary>The schema and media type of the body; null when there is none.</summary>
    public (string MediaType, JsonElement Schema)? Body =>
        Description.TryGetProperty("requestBody", out var body) && body.GetProperty("content").EnumerateObject().FirstOrDefault() is { Name: { } mediaType } content
            ? (mediaType, content.Value.GetProperty("schema"))
            : null;

    public bool Matches(string path)
    {
        var (own, other) = (Path.Split('/'), path.Split('/'));
        return own.Length == other.Length && own.Zip(other).All(pair => pair.First.StartsWith('{') ? pair.Second.Length > 0 : pair.First == pair.Second);
    }

    /// <summary>The path with its placeholders filled in.</summary>
    public string PathWith(IReadOnlyDictionary<string, string> values) => string.Join('/', Path.Split('/').Select(part =>
        part.StartsWith('{') ? Uri.EscapeDataString(values[part.Trim('{', '}')]) : part));
}
