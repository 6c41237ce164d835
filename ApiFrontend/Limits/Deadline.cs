using MediaGateway.ApiFrontend.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Limits;

/// <summary>
/// Ends the wait for a part of the gateway: handlers hand <see cref="HttpContext.RequestAborted"/> to the grains, and it
/// is cancelled when the deadline of <see cref="FrontendOptions"/> is over. Routes marked with
/// <see cref="DisableRequestTimeoutAttribute"/> (streams of any length) and WebSockets have none. A body has time to
/// arrive besides, and the wait begins with its end: a client that does not say how much it sends waits no longer for it.
/// </summary>
internal sealed class Deadline(RequestDelegate next, IOptions<FrontendOptions> options, TimeProvider time)
{
    private readonly TimeSpan _wait = options.Value.Deadline;
    private readonly double _uploadBytesPerSecond = options.Value.MinUploadBytesPerSecond;
    private readonly long _largestBody = options.Value.MaxBodyBytes;

    public Task InvokeAsync(HttpContext context)
    {
        var endless = context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<DisableRequestTimeoutAttribute>() is not null
            || context.WebSockets.IsWebSocketRequest;
        return endless ? next(context) : WithDeadlineAsync(context);
    }

    private async Task WithDeadlineAsync(HttpContext context)
    {
        var client = context.RequestAborted;
        using var deadline = new CancellationTokenSource(_wait + UploadTime(context.Request), time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(client, deadline.Token);
        context.RequestAborted = either.Token;
        var body = context.Request.Body;
        context.Request.Body = new ArrivingBody(body, () => deadline.CancelAfter(_wait));
        try
        {
            await next(context);
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested && !client.IsCancellationRequested && !context.Response.HasStarted)
        {
            context.RequestAborted = client;
            await Problem.GatewayTimeout().ExecuteAsync(context);
        }
        finally
        {
            context.Request.Body = body;
            context.RequestAborted = client;
        }
    }

    private TimeSpan UploadTime(HttpRequest request) => request.ContentLength switch
    {
        null when !request.Headers.ContainsKey("Transfer-Encoding") => TimeSpan.Zero,
        var length => TimeSpan.FromSeconds(Math.Min(length ?? _largestBody, _largestBody) / _uploadBytesPerSecond),
    };
}
