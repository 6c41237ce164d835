using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Users;

/// <summary>One operation on its way into the log. It keeps its id and stamp over all attempts to commit it.</summary>
internal sealed class PendingOperation
{
    private readonly Func<string, HlcTimestamp, Operation>? _make;
    private ReadOnlyMemory<byte> _fingerprint;

    private PendingOperation(string opId, Func<string, HlcTimestamp, Operation>? make)
    {
        OpId = opId;
        _make = make;
    }

    /// <summary>Its id.</summary>
    public string OpId { get; }

    /// <summary>The operation; null as long as one of the server's has no stamp yet.</summary>
    public Operation? Operation { get; private set; }

    /// <summary>Whether the server made it.</summary>
    public bool IsServers => _make is not null;

    /// <summary>Tells it from another operation with the same id.</summary>
    public ReadOnlyMemory<byte> Fingerprint => _fingerprint.IsEmpty ? _fingerprint = OperationFingerprint.Of(Operation!) : _fingerprint;

    /// <summary>Whether an append held it of which it is not known that it failed: found in the journal, it is this very one.</summary>
    public bool WasAppended { get; set; }

    /// <summary>What became of it in the latest attempt.</summary>
    public OperationResult? Result { get; set; }

    /// <summary>An operation as a device sent it.</summary>
    public static PendingOperation Of(Operation operation) => new(operation.OpId, make: null) { Operation = operation };

    /// <summary>An operation that the server makes and stamps when its turn comes.</summary>
    public static PendingOperation OfServer(string opId, Func<string, HlcTimestamp, Operation> make) => new(opId, make);

    /// <summary>Stamps one of the server's that has no stamp; false when the clock can issue none now.</summary>
    public bool TryStamp(HybridLogicalClock clock)
    {
        if (Operation is not null)
            return true;
        if (!clock.TryIssue(out var stamp))
            return false;
        Operation = _make!(OpId, stamp);
        return true;
    }
}
