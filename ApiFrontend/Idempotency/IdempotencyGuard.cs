using System.Security.Cryptography;
using System.Text;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Grains.Interfaces.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MediaGateway.ApiFrontend.Idempotency;

/// <summary>
/// Lets a request with an idempotency key have its effect once. Its answer is stored before it is sent; a repeat with the
/// same body gets that answer, one with another body 422, and one that comes while the first runs 409. Failures that may
/// pass (5xx, 401, 403, 408, 429) are not kept: the same request may be sent again, and <see cref="NewIds"/> sees to it that
/// it meets what the first attempt may have done.
/// </summary>
internal sealed partial class IdempotencyGuard(RequestDelegate next, IGrainFactory grains, ILogger<IdempotencyGuard> log)
{
    /// <summary>The header of an answer that was given before.</summary>
    public const string ReplayedHeader = "Idempotency-Replayed";

    private const int MaxBytesInMemory = 1024 * 1024;

    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IdempotentRoute>() is null ? next(context) : GuardAsync(context);

    private async Task GuardAsync(HttpContext context)
    {
        if (!IdempotencyKey.TryRead(context.Request.Headers, out var key))
        {
            await Problem.InvalidField(IdempotencyKey.Header, $"must be one key of 1 to {IdempotencyKey.MaxLength} visible ASCII characters").ExecuteAsync(context);
            return;
        }

        if (key is null)
        {
            await next(context);
            return;
        }

        var fingerprint = await FingerprintAsync(context);
        var guard = grains.GetGrain<IIdempotencyGrain>(IdempotencyKey.GrainKey(context, key));
        var start = await guard.BeginAsync(fingerprint, context.RequestAborted);
        await (start switch
        {
            { Verdict: IdempotencyVerdict.Run, Attempt: { } attempt, Reservation: { } reservation } => RunAsync(context, guard, attempt, reservation),
            { Verdict: IdempotencyVerdict.Answered, Answer: { } answer } => ReplayAsync(context, answer),
            { Verdict: IdempotencyVerdict.Running } => Problem.Conflict("idempotency_key_in_use", "The first request with this idempotency key still runs.").ExecuteAsync(context),
            _ => Problem.Of(StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused", "This idempotency key was used with another request.").ExecuteAsync(context),
        });
    }

    // The body is read to its end before the request runs. An import may be of any size: what is long waits in a temporary file.
    private static async Task<byte[]> FingerprintAsync(HttpContext context)
    {
        var request = context.Request;
        request.EnableBuffering(MaxBytesInMemory);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        digest.AppendData(Encoding.UTF8.GetBytes($"{request.QueryString.Value}\n{request.ContentType}\n"));
        var some = new byte[32 * 1024];
        for (int read; (read = await request.Body.ReadAsync(some, context.RequestAborted)) > 0;) digest.AppendData(some, 0, read);
        request.Body.Position = 0;
        return digest.GetHashAndReset();
    }

    private async Task RunAsync(HttpContext context, IIdempotencyGrain guard, string attempt, IdempotencyReservation reservation)
    {
        NewIds.Reserve(context, reservation);
        var client = context.Response.Body;
        using var captured = new MemoryStream();
        context.Response.Body = captured;
        var kept = false;
        try
        {
            await next(context);
            var answer = new StoredAnswer(context.Response.StatusCode, context.Response.ContentType, context.Response.Headers.Location, captured.ToArray());
            kept = IsFinal(answer.Status) && await KeepAsync(guard, attempt, answer);
        }
        finally
        {
            context.Response.Body = client;
            if (!kept)
            {
                await guard.AbandonAsync(attempt, CancellationToken.None);
            }
        }

        captured.Position = 0;
        await captured.CopyToAsync(client, context.RequestAborted);
    }

    // The effect is done and durable by now, so a client that gave up changes nothing: its repeat must find the answer.
    private async Task<bool> KeepAsync(IIdempotencyGrain guard, string attempt, StoredAnswer answer)
    {
        try
        {
            return await guard.CompleteAsync(attempt, answer, CancellationToken.None);
        }
        catch (Exception fault) when (ExceptionProblems.ProblemOf(fault).StatusCode is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status504GatewayTimeout)
        {
            LogNotKept(fault.Message);
            return false;
        }
    }

    private static Task ReplayAsync(HttpContext context, StoredAnswer answer)
    {
        var response = context.Response;
        response.StatusCode = answer.Status;
        response.Headers[ReplayedHeader] = "true";
        if (answer.ContentType is not null)
        {
            response.ContentType = answer.ContentType;
        }

        if (answer.Location is not null)
        {
            response.Headers.Location = answer.Location;
        }

        if (answer.Body.Length == 0)
        {
            return Task.CompletedTask;
        }

        response.ContentLength = answer.Body.Length;
        return response.Body.WriteAsync(answer.Body, context.RequestAborted).AsTask();
    }

    private static bool IsFinal(int status) => status is < 500 and not (
        StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status408RequestTimeout or StatusCodes.Status429TooManyRequests);

    [LoggerMessage(Level = LogLevel.Warning, Message = "An answer was given but could not be kept for repeats of its request: {Reason}")]
    private partial void LogNotKept(string reason);
}
