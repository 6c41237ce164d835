using System.Net;
using System.Text;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers;
using MediaGateway.Providers.Http;

namespace MediaGateway.Tests.Providers;

/// <summary>Answers that need no network: they pass through everything that a real one passes through.</summary>
internal static class CannedReply
{
    /// <summary>When every answer comes.</summary>
    public static readonly DateTimeOffset At = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>What a source makes of a good answer.</summary>
    public static SourceReply Answered(this IUpstreamProtocol protocol, SourceQuery query, string json) =>
        protocol.Read(query, new UpstreamReply(SourceOutcome.Answered, 200, Encoding.UTF8.GetBytes(json), null, null), At);

    /// <summary>What a source makes of any answer.</summary>
    public static async Task<SourceReply> SentAsync(this IUpstreamProtocol protocol, SourceQuery query, int status, string body, string? retryAfter = null)
    {
        using var handler = new Handler(status, body, retryAfter);
        using var client = new HttpClient(handler) { BaseAddress = protocol.Address };
        using var request = protocol.RequestFor(query, "secret");
        return protocol.Read(query, await new UpstreamHttp(client, TimeProvider.System).SendAsync(request, Patience, default), At);
    }

    /// <summary>The address that a question is sent to, below that of the API.</summary>
    public static string AddressFor(this IUpstreamProtocol protocol, SourceQuery query)
    {
        using var request = protocol.RequestFor(query, "secret");
        return request.RequestUri!.OriginalString;
    }

    private sealed class Handler(int status, string body, string? retryAfter) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body) };
            if (retryAfter is not null) response.Headers.Add("Retry-After", retryAfter);
            return Task.FromResult(response);
        }
    }
}
