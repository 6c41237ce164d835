using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using MediaGateway.Domain.Sources;

namespace MediaGateway.Providers.Http;

/// <summary>Sends one request and reads its answer whole, within limits of time and size. It never tries again: that is for others to decide.</summary>
/// <param name="client">Sends it; made by the factory, so that connections are shared and renewed.</param>
/// <param name="time">Tells how far off a <c>Retry-After</c> date is.</param>
public sealed class UpstreamHttp(HttpClient client, TimeProvider time)
{
    /// <summary>The largest answer that is read, in bytes.</summary>
    public const int MaxBodyBytes = 16 * 1024 * 1024;

    private const int BufferBytes = 64 * 1024;

    /// <summary>Sends a request.</summary>
    /// <param name="request">The request. Its address is never told to anybody: keys may stand in it.</param>
    /// <param name="timeout">How long the whole answer may take.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public async Task<UpstreamReply> SendAsync(HttpRequestMessage request, TimeSpan timeout, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ended.Token);
            return await ReadAsync(response, ended.Token);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return Ended(SourceOutcome.TimedOut, string.Create(CultureInfo.InvariantCulture, $"no whole answer within {timeout.TotalMilliseconds:0} ms"));
        }
        catch (Exception failure) when (failure is HttpRequestException or SocketException)
        {
            return Ended(SourceOutcome.Failed, Describe(failure));
        }
        catch (IOException)
        {
            return Ended(SourceOutcome.Failed, "the answer broke off");
        }
    }

    private async Task<UpstreamReply> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        var outcome = OutcomeOf(status);
        var (body, isWhole) = await ReadBodyAsync(response.Content, cancellationToken);
        return isWhole
            ? new UpstreamReply(outcome, status, body, RetryAfterOf(response), FaultOf(outcome, status)) { Date = response.Headers.Date }
            : Ended(SourceOutcome.Malformed, string.Create(CultureInfo.InvariantCulture, $"the answer is longer than {MaxBodyBytes} bytes"));
    }

    private static async Task<(ReadOnlyMemory<byte> Body, bool IsWhole)> ReadBodyAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > MaxBodyBytes)
        {
            return (default, false);
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var body = new MemoryStream((int)(content.Headers.ContentLength ?? BufferBytes));
        var buffer = new byte[BufferBytes];
        while (await stream.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            if (body.Length + read > MaxBodyBytes)
            {
                return (default, false);
            }

            body.Write(buffer, 0, read);
        }

        return (body.GetBuffer().AsMemory(0, (int)body.Length), true);
    }

    /// <summary>RFC 9110, section 10.2.3: seconds, or a date.</summary>
    private TimeSpan? RetryAfterOf(HttpResponseMessage response) => response.Headers.RetryAfter switch
    {
        { Delta: { } delta } => delta,
        { Date: { } date } => date - time.GetUtcNow() is { Ticks: > 0 } wait ? wait : TimeSpan.Zero,
        _ => null,
    };

    private static SourceOutcome OutcomeOf(int status) => status switch
    {
        >= 200 and < 300 => SourceOutcome.Answered,
        (int)HttpStatusCode.NotFound or (int)HttpStatusCode.Gone => SourceOutcome.NotFound,
        (int)HttpStatusCode.TooManyRequests => SourceOutcome.Throttled,
        (int)HttpStatusCode.Unauthorized => SourceOutcome.Unauthorized,
        (int)HttpStatusCode.RequestTimeout => SourceOutcome.TimedOut,
        >= 400 and < 500 => SourceOutcome.Refused,
        _ => SourceOutcome.Failed,
    };

    private static string? FaultOf(SourceOutcome outcome, int status) =>
        outcome is SourceOutcome.Answered ? null : string.Create(CultureInfo.InvariantCulture, $"status {status}");

    // Of a connection that is cut just as it is made the client lets the socket's own exception through.
    private static string Describe(Exception failure) => failure switch
    {
        { InnerException: AuthenticationException } => "the TLS handshake failed",
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => "the name of the host is not known",
        HttpRequestException { HttpRequestError: HttpRequestError.ResponseEnded } => "the answer broke off",
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError } or SocketException => "no connection",
        _ => "the call failed",
    };

    private static UpstreamReply Ended(SourceOutcome outcome, string fault) => new(outcome, 0, default, null, fault);
}
