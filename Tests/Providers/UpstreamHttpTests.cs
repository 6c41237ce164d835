using System.Net.Sockets;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;

namespace MediaGateway.Tests.Providers;

/// <summary>Failures of a call that no server can be made to show at will.</summary>
public sealed class UpstreamHttpTests
{
    [Fact]
    public async Task A_connection_that_is_cut_as_it_is_made_is_a_call_that_failed()
    {
        using var handler = new CutAtOnce();
        using var client = new HttpClient(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, "http://upstream.invalid/");
        var reply = await new UpstreamHttp(client, TimeProvider.System).SendAsync(request, TimeSpan.FromMinutes(1), CancellationToken.None);
        Assert.Equal((SourceOutcome.Failed, "no connection"), (reply.Outcome, reply.Fault));
    }

    private sealed class CutAtOnce : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            throw new SocketException((int)SocketError.NotConnected);
    }
}
