using System.Security.Cryptography;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Runtime;

namespace MediaGateway.Grains.Accounts.Keys;

/// <summary>The signing keys. Private keys are stored sealed, and are in the clear only in this activation's memory.</summary>
public sealed partial class SigningKeyGrain(
    [PersistentState("signing-keys", "Default")] IPersistentState<SigningKeyState> state,
    SecretEnvelope envelope,
    AccessTokenFormat format,
    IOptions<AccessTokenOptions> options,
    TimeProvider time,
    ILogger<SigningKeyGrain> logger) : Grain, ISigningKeyGrain
{
    private const string Purpose = "signing-key";

    private readonly Dictionary<string, P256SigningKey> _opened = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var key in state.State.Keys)
        {
            Open(key);
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public async Task<IssuedAccessToken> IssueAsync(AccessTokenRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await EnsureKeyAsync(now);
        var lifetime = options.Value.Lifetime;
        var claims = new AccessTokenClaims(
            request.UserId,
            request.Email,
            request.Roles,
            request.SessionId,
            Guid.CreateVersion7(now).ToString(),
            now,
            now + lifetime);
        return new IssuedAccessToken(format.Write(claims, SigningKeyAt(now)!), (int)lifetime.TotalSeconds);
    }

    /// <inheritdoc />
    public async Task<string> GetKeySetAsync(CancellationToken cancellationToken)
    {
        await EnsureKeyAsync(time.GetUtcNow());
        return new JsonWebKeySet(state.State.Keys.Select(ToPublicKey)).ToJson();
    }

    private static P256PublicKey ToPublicKey(StoredSigningKey stored) =>
        StrictBase64Url.TryDecode(stored.X, out var x)
        && StrictBase64Url.TryDecode(stored.Y, out var y)
        && P256PublicKey.TryCreate(x, y, stored.KeyId, out var key)
            ? key
            : throw new InvalidOperationException($"The stored signing key {stored.KeyId} is damaged.");

    private P256SigningKey? SigningKeyAt(DateTimeOffset now) =>
        new SigningKeyState { Keys = [.. state.State.Keys.Where(key => _opened.ContainsKey(key.KeyId))] }.SigningAt(now) is { } stored
            ? _opened[stored.KeyId]
            : null;

    private async Task EnsureKeyAsync(DateTimeOffset now)
    {
        if (!state.State.NeedsKeyAt(now) && SigningKeyAt(now) is not null)
        {
            return;
        }

        var key = P256SigningKey.Generate();
        var stored = new StoredSigningKey(
            key.PublicKey.KeyId,
            key.PublicKey.X,
            key.PublicKey.Y,
            Convert.ToBase64String(envelope.Seal(Purpose, key.Export())),
            now);
        await state.CommitOrReloadAsync(state.State.With(stored, options.Value.Lifetime, now), DeactivateOnIdle);
        _opened[stored.KeyId] = key;
        LogMade(stored.KeyId);
    }

    private void Open(StoredSigningKey stored)
    {
        try
        {
            _opened[stored.KeyId] = P256SigningKey.Import(envelope.Open(Purpose, Convert.FromBase64String(stored.SealedPrivateKey)));
        }
        catch (CryptographicException exception)
        {
            // Under another master key it can no longer sign; what it signed before can still be checked.
            LogLocked(exception, stored.KeyId);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Made the signing key {KeyId}.")]
    private partial void LogMade(string keyId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing key {KeyId} cannot be opened with the master key; it will only be used to check tokens.")]
    private partial void LogLocked(Exception exception, string keyId);
}
