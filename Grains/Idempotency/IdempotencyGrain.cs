using System.Security.Cryptography;
using System.Text.Json;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Idempotency;
using Orleans.Runtime;

namespace MediaGateway.Grains.Idempotency;

/// <summary>
/// One idempotency key. It is reserved, with the digest of its request's body and a seed, before the request runs: whatever
/// the request makes has ids that follow from the seed, so a repeat after a crash meets the effect of the first attempt
/// instead of having another. The answer is stored before the client gets it, encrypted because it may hold tokens. That a
/// request runs is known only here, in memory: when this silo dies so does the request. A reminder forgets the key after a day.
/// </summary>
public sealed class IdempotencyGrain(
    [PersistentState("idempotency", "Default")] IPersistentState<IdempotencyState> stored,
    SecretEnvelope envelope,
    TimeProvider time) : Grain, IIdempotencyGrain, IRemindable
{
    /// <summary>How long a key is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    /// <summary>How long an attempt is waited for whose front end does not tell how it ended.</summary>
    public static readonly TimeSpan AttemptLimit = TimeSpan.FromMinutes(1);

    private const string ForgetReminder = "forget";
    private const string Purpose = "idempotent answer";

    private string? _runningAttempt;
    private long _runningSince;

    private ReservedKey? Reserved => stored.State.Reserved is { } reserved && time.GetUtcNow() - reserved.ReservedAt < KeptFor ? reserved : null;

    /// <inheritdoc />
    public async Task<IdempotencyStart> BeginAsync(byte[] fingerprint, CancellationToken cancellationToken)
    {
        var reserved = Reserved ?? await ReserveAsync(fingerprint);
        if (!CryptographicOperations.FixedTimeEquals(fingerprint, reserved.Fingerprint))
        {
            return new IdempotencyStart(IdempotencyVerdict.OtherRequest);
        }

        if (reserved.SealedAnswer is { } answer)
        {
            return new IdempotencyStart(IdempotencyVerdict.Answered, Answer: Open(answer));
        }

        if (_runningAttempt is not null && time.GetElapsedTime(_runningSince) < AttemptLimit)
        {
            return new IdempotencyStart(IdempotencyVerdict.Running);
        }

        (_runningAttempt, _runningSince) = (Guid.NewGuid().ToString("N"), time.GetTimestamp());
        return new IdempotencyStart(IdempotencyVerdict.Run, _runningAttempt, Reservation: new IdempotencyReservation(reserved.Seed, reserved.ReservedAt));
    }

    /// <inheritdoc />
    public async Task<bool> CompleteAsync(string attempt, StoredAnswer answer, CancellationToken cancellationToken)
    {
        if (attempt != _runningAttempt || stored.State.Reserved is not { } reserved)
        {
            return false;
        }

        _runningAttempt = null;
        await StoreAsync(reserved with { SealedAnswer = envelope.Seal(Purpose, JsonSerializer.SerializeToUtf8Bytes(answer)) });
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
        if (stored.RecordExists && Reserved is null)
        {
            await stored.ClearOrReloadAsync(DeactivateOnIdle);
        }

        if (!stored.RecordExists && await this.GetReminder(reminderName) is { } reminder)
        {
            await this.UnregisterReminder(reminder);
            DeactivateOnIdle();
        }
    }

    private async Task<ReservedKey> ReserveAsync(byte[] fingerprint)
    {
        // The reminder first: a reservation that nothing would ever remove must not be stored.
        await this.RegisterOrUpdateReminder(ForgetReminder, KeptFor, KeptFor);
        var reservation = new ReservedKey { Fingerprint = fingerprint, Seed = Guid.NewGuid(), ReservedAt = time.GetUtcNow() };
        await StoreAsync(reservation);
        return reservation;
    }

    private Task StoreAsync(ReservedKey next) => stored.CommitOrReloadAsync(new IdempotencyState { Reserved = next }, DeactivateOnIdle);

    private StoredAnswer Open(byte[] sealedAnswer) => JsonSerializer.Deserialize<StoredAnswer>(envelope.Open(Purpose, sealedAnswer))!;
}
