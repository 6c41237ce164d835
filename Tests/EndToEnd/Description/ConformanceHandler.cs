using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace MediaGateway.Tests.EndToEnd.Description;

/// <summary>Holds every answer that passes through against the document, and remembers which operations succeeded.</summary>
internal sealed class ConformanceHandler(ApiDocument document) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    private static readonly string[] EveryAnswer = ["X-Content-Type-Options", "X-Frame-Options", "Strict-Transport-Security", "X-Trace-Id"];

    private readonly ConcurrentDictionary<string, int> _succeeded = new(StringComparer.Ordinal);

    /// <summary>The operations that were answered with 2xx.</summary>
    public IReadOnlyCollection<string> Succeeded => [.. _succeeded.Keys];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        await answer.Content.LoadIntoBufferAsync(cancellationToken);
        var operation = document.Find(request.Method.Method, request.RequestUri!.AbsolutePath);
        Assert.True(operation is not null, $"{request.Method} {request.RequestUri.AbsolutePath} is not described.");
        await CheckAsync(operation, answer);
        if (answer.IsSuccessStatusCode)
        {
            _succeeded.AddOrUpdate(operation.ToString(), 1, (_, count) => count + 1);
        }

        return answer;
    }

    private async Task CheckAsync(ApiOperation operation, HttpResponseMessage answer)
    {
        var status = ((int)answer.StatusCode).ToString(CultureInfo.InvariantCulture);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(operation.Responses.TryGetProperty(status, out var described), $"{operation} answered {status}, which is not described: {text}");
        Assert.All(EveryAnswer, header => Assert.True(answer.Headers.Contains(header), $"{operation}: {status} lacks {header}"));
        var mediaType = answer.Content.Headers.ContentType?.MediaType;
        if (!described.TryGetProperty("content", out var content))
        {
            Assert.True(text.Length == 0, $"{operation}: {status} should have no body: {text}");
            return;
        }

        Assert.True(mediaType is not null && content.TryGetProperty(mediaType, out _), $"{operation}: {status} came as {mediaType}");
        if (mediaType.EndsWith("json", StringComparison.Ordinal) && content.GetProperty(mediaType).TryGetProperty("schema", out var schema) && mediaType != "application/jwk-set+json")
        {
            var faults = document.Schemas.Faults(schema, JsonElement.Parse(text));
            Assert.True(faults.Count == 0, $"{operation}: {status} is not as described: {string.Join("; ", faults)}\n{text}");
        }
    }
}
