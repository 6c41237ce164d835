using System.IO.Compression;
using System.Text.Json;

namespace MediaGateway.Tests.Outside.Providers;

/// <summary>An OpenAPI document that a service published: which paths it has, and which parameters each takes.</summary>
internal sealed class OfficialContract
{
    private readonly JsonElement _paths;

    private OfficialContract(JsonElement document) => _paths = document.GetProperty("paths");

    /// <summary>Opens one of the contracts that are packed.</summary>
    public static OfficialContract OpenGzip(string relative)
    {
        using var packed = File.OpenRead(OutsideFiles.PathOf(relative));
        using var unpacked = new GZipStream(packed, CompressionMode.Decompress);
        using var document = JsonDocument.Parse(unpacked);
        return new OfficialContract(document.RootElement.Clone());
    }

    /// <summary>Holds a GET request against the contract.</summary>
    /// <param name="address">Where it goes.</param>
    /// <param name="besides">Parameters that the service takes everywhere, such as its key.</param>
    public void AssertHas(Uri address, params ReadOnlySpan<string> besides)
    {
        var operation = Find(address.AbsolutePath);
        Assert.True(operation is not null, $"There is no GET {address.AbsolutePath}.");
        string[] known = [.. besides, .. NamesOf(operation.Value)];
        var sent = address.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries).Select(pair => Uri.UnescapeDataString(pair.Split('=')[0]));
        Assert.All(sent, name => Assert.Contains(name, known));
    }

    /// <summary>The examples of a good answer to one path.</summary>
    public IEnumerable<JsonElement> ExamplesOf(string path) =>
        from content in _paths.GetProperty(path).GetProperty("get").GetProperty("responses").GetProperty("200").GetProperty("content").EnumerateObject()
        where content.Value.TryGetProperty("examples", out _)
        from example in content.Value.GetProperty("examples").EnumerateObject()
        let value = example.Value.GetProperty("value")
        select value.ValueKind is JsonValueKind.String ? JsonElement.Parse(value.GetString()!) : value;

    private JsonElement? Find(string path)
    {
        foreach (var template in _paths.EnumerateObject())
        {
            if (IsOf(template.Name, path) && template.Value.TryGetProperty("get", out var operation))
            {
                return operation;
            }
        }

        return null;
    }

    private static bool IsOf(string template, string path)
    {
        var expected = template.Split('/');
        var actual = path.Split('/');
        return expected.Length == actual.Length && expected.Zip(actual).All(pair => pair.First == pair.Second || pair.First.StartsWith('{') && pair.Second.Length > 0);
    }

    private static IEnumerable<string> NamesOf(JsonElement operation) =>
        operation.TryGetProperty("parameters", out var parameters)
            ? parameters.EnumerateArray().Where(parameter => parameter.GetProperty("in").GetString() == "query").Select(parameter => parameter.GetProperty("name").GetString()!)
            : [];
}
