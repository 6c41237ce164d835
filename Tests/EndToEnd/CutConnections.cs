using System.Net.Sockets;

namespace MediaGateway.Tests.EndToEnd;

/// <summary>
/// Tells of a connection that is cut just as it is made, as by the kill of a gateway, as of all others that are cut: the
/// client lets the socket's own exception through then.
/// </summary>
internal sealed class CutConnections(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        catch (SocketException failure)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, failure.Message, failure);
        }
    }
}
