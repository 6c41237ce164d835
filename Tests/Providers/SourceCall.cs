using System.Net;
using System.Text;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers;
using MediaGateway.Providers.Http;

namespace MediaGateway.Tests.Providers;

/// <summary>One question to a protocol whose far end is the test: it sees the request, and says what comes back.</summary>
internal static class SourceCall
{
    /// <summary>When the answers come.</summary>
    public static readonly DateTimeOffset At = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The request for a question, with its whole address.</summary>
    public static HttpRequestMessage Request(IUpstreamProtocol protocol, SourceQuery query, string secret = "k3y")
    {
        Assert.True(protocol.CanAnswer(query));
        var request = protocol.RequestFor(query, secret);
        Assert.False(request.RequestUri!.IsAbsoluteUri);
        request.RequestUri = new Uri(protocol.Address, request.RequestUri);
        return request;
    }

    /// <summary>What a protocol makes of a body.</summary>
    public static async Task<SourceReply> ReadAsync(IUpstreamProtocol protocol, SourceQuery query, string body, HttpStatusCode status = HttpStatusCode.OK)
    {
        using var client = new HttpClient(new Answer(body, status));
        using var request = Request(protocol, query);
        var reply = await new UpstreamHttp(client, TimeProvider.System).SendAsync(request, TimeSpan.FromMinutes(1), CancellationToken.None);
        return protocol.Read(query, reply, At);
    }

    private sealed class Answer(string body, HttpStatusCode status) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") });
    }
}
