using System.Net;
using System.Net.Http.Headers;
using System.Text;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers;
using MediaGateway.Providers.Http;

namespace MediaGateway.Tests.Providers;

/// <summary>Asks a protocol questions over a line that ends here: what is sent is kept, what comes back is what the test says.</summary>
internal sealed class ProtocolProbe(IUpstreamProtocol protocol, string secret = "k3y")
{
    public static readonly DateTimeOffset At = new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero);

    /// <summary>The address of the last request.</summary>
    public string SentTo { get; private set; } = "";

    /// <summary>The headers of the last request.</summary>
    public HttpRequestHeaders SentHeaders { get; private set; } = new HttpRequestMessage().Headers;

    public Task<SourceReply> AskAsync(SourceQuery query, string body, HttpStatusCode status = HttpStatusCode.OK, RetryConditionHeaderValue? retryAfter = null) =>
        AskAsync(query, Encoding.UTF8.GetBytes(body), status, retryAfter);

    public async Task<SourceReply> AskAsync(SourceQuery query, byte[] body, HttpStatusCode status = HttpStatusCode.OK, RetryConditionHeaderValue? retryAfter = null)
    {
        Assert.True(protocol.CanAnswer(query));
        using var response = new HttpResponseMessage(status) { Content = new ByteArrayContent(body) };
        response.Headers.RetryAfter = retryAfter;
        using var client = new HttpClient(new Line(this, response)) { BaseAddress = protocol.Address };
        using var request = protocol.RequestFor(query, secret);
        var reply = await new UpstreamHttp(client, TimeProvider.System).SendAsync(request, TimeSpan.FromSeconds(30), CancellationToken.None);
        return protocol.Read(query, reply, At);
    }

    /// <summary>Sends a question and keeps the request only.</summary>
    public async Task<string> AddressForAsync(SourceQuery query)
    {
        await AskAsync(query, "{}");
        return SentTo;
    }

    private sealed class Line(ProtocolProbe probe, HttpResponseMessage response) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            probe.SentTo = request.RequestUri!.AbsoluteUri;
            probe.SentHeaders = request.Headers;
            return Task.FromResult(response);
        }
    }
}
