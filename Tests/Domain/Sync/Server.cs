using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Resolving;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Sync.Wire;

namespace MediaGateway.Tests.Domain.Sync;

/// <summary>The server's side of sync without a grain: resolves what arrives, numbers it, merges it, remembers the ids.</summary>
internal sealed class Server
{
    private readonly Dictionary<string, byte[]> _seen = new(StringComparer.Ordinal);

    public UserState State { get; private set; } = UserState.Empty;

    public List<Effect> Log { get; } = [];

    public DateTimeOffset Now { get; set; } = DateTimeOffset.FromUnixTimeMilliseconds(Device.Noon + 1_000_000);

    public Func<string, string?> FindCanonicalId { get; set; } = id => id;

    public string List => string.Join(' ', State.Items.Select(item => item.ContentId));

    /// <summary>Takes an operation and says why it was refused; null when it was applied or is a repeat.</summary>
    public string? Send(Operation operation, string? deviceId = "device")
    {
        var fingerprint = OperationFingerprint.Of(operation);
        if (_seen.TryGetValue(operation.OpId, out var known))
        {
            return known.AsSpan().SequenceEqual(fingerprint) ? null : RefusalCodes.OpIdReused;
        }
        var resolution = IntentResolver.Resolve(State, operation, new ResolveContext(Now, deviceId, FindCanonicalId));
        if (resolution.Refusal is { } refusal)
        {
            return refusal.Error;
        }
        _seen.Add(operation.OpId, fingerprint);
        foreach (var effect in resolution.Effects)
        {
            Log.Add(effect with { Seq = Log.Count + 1 });
            State = State.Apply(Log[^1]);
        }
        return null;
    }

    /// <summary>Takes operations that must be applied.</summary>
    public void Take(params ReadOnlySpan<Operation> operations)
    {
        foreach (var operation in operations)
        {
            Assert.Null(Send(operation));
        }
    }

    public void Forget(long acknowledgedSeq) => State = State.Forget(acknowledgedSeq, Now);
}
