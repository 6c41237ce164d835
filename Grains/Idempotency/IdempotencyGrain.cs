using System.Security.Cryptography;
using System.Text.Json;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Idempotency;
using Orleans.Runtime;

namespace MediaGateway.Grains.Idempotency;

/// <summary>
/// One idempotency key. That a request runs is known only here, in memory: when this silo dies so does the request, and
/// the next one may run. The answer is stored before the client gets it, encrypted because it may hold tokens; a reminder
/// forgets it after a day.
/// </summary>
public sealed class IdempotencyGrain(
    [PersistentState("idempotency", "Default")] IPersistentState<IdempotencyState> stored,
    SecretEnvelope envelope,
    TimeProvider time) : Grain, IIdempotencyGrain, IRemindable
{
    /// <summary>How long an answer is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>How long an attempt is waited for whose front end does not tell how it ended.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromMinutes(1);

    private const string ForgetReminder = "forget";
    private const string Purpose = "idempotent answer";

    private byte[]? _runningFingerprint;
    private string? _runningAttempt;
    private long _runningSince;

    /// <inheritdoc />
    public Task<IdempotencyStart> BeginAsync(byte[] fingerprint, CancellationToken cancellationToken)
    {
        if (stored.State.SealedAnswer is { } answer && time.GetUtcNow() - stored.State.AnsweredAt < KeptFor)
        {
            return Task.FromResult(Same(fingerprint, stored.State.Fingerprint)
                ? new IdempotencyStart(IdempotencyVerdict.Answered, Answer: Open(answer))
                : new IdempotencyStart(IdempotencyVerdict.OtherRequest));
        }

        if (_runningAttempt is not null && time.GetElapsedTime(_runningSince) < AttemptLimit)
        {
            return Task.FromResult(new IdempotencyStart(Same(fingerprint, _runningFingerprint) ? IdempotencyVerdict.Running : IdempotencyVerdict.OtherRequest));
        }

        (_runningFingerprint, _runningAttempt, _runningSince) = (fingerprint, Guid.NewGuid().ToString("N"), time.GetTimestamp());
        return Task.FromResult(new IdempotencyStart(IdempotencyVerdict.Run, _runningAttempt));
    }

    /// <inheritdoc />
    public async Task<bool> CompleteAsync(string attempt, StoredAnswer answer, CancellationToken cancellationToken)
    {
        if (attempt != _runningAttempt)
        {
            return false;
        }

        // The reminder first: an answer that nothing would ever remove must not be stored.
        await this.RegisterOrUpdateReminder(ForgetReminder, KeptFor, KeptFor);
        var before = stored.State;
        stored.State = new IdempotencyState
        {
            Fingerprint = _runningFingerprint,
            SealedAnswer = envelope.Seal(Purpose, JsonSerializer.SerializeToUtf8Bytes(answer)),
            AnsweredAt = time.GetUtcNow(),
        };
        try
        {
            await stored.WriteStateAsync(cancellationToken);
        }
        catch
        {
            stored.State = before;
            throw;
        }
        finally
        {
            _runningAttempt = null;
        }

        return true;
    }

    /// <inheritdoc />
    public Task AbandonAsync(string attempt, CancellationToken cancellationToken)
    {
        if (attempt == _runningAttempt)
        {
            _runningAttempt = null;
        }

        return Task.CompletedTask;
    }

    /// <summary>A day is over.</summary>
    public async Task ReceiveReminder(string reminderName, TickStatus status)
    {
        if (stored.RecordExists && time.GetUtcNow() - stored.State.AnsweredAt >= KeptFor)
        {
            await stored.ClearStateAsync();
        }

        if (!stored.RecordExists && await this.GetReminder(reminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
            DeactivateOnIdle();
        }
    }

    private static bool Same(byte[] one, byte[]? other) => CryptographicOperations.FixedTimeEquals(one, other);

    private StoredAnswer Open(byte[] sealedAnswer) => JsonSerializer.Deserialize<StoredAnswer>(envelope.Open(Purpose, sealedAnswer))!;
}
