using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Tests.Simulation;

/// <summary>
/// A device as the contract wants it: it keeps its operations until they are answered, sends them again when nobody
/// answers, stamps them anew when its clock was refused, follows the log by number, and begins anew with a snapshot.
/// </summary>
internal sealed partial class SimulatedDevice
{
    private readonly ISurroundings _world;
    private readonly SimulatedNetwork _network;
    private readonly string _userId;
    private readonly List<Operation> _queue = [];
    private TimeSpan _skew;
    private HybridLogicalClock _clock;
    private long _answeredSeq;
    private int _made;

    public SimulatedDevice(ISurroundings world, SimulatedNetwork network, string userId, string id, TimeSpan skew)
    {
        (_world, _network, _userId, Id, _skew) = (world, network, userId, id, skew);
        _clock = new HybridLogicalClock(id, new SkewedTime(world.Time, () => _skew));
    }

    /// <summary>Its id.</summary>
    public string Id { get; }

    /// <summary>What it shows.</summary>
    public Replica Replica { get; } = new();

    /// <summary>Operations that were answered as applied or as there already.</summary>
    public HashSet<string> Acknowledged { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether it has nothing to send.</summary>
    public bool IsDrained => _queue.Count == 0;

    /// <summary>Lives: changes things, is offline for a while now and then, and syncs when it is not.</summary>
    public async Task LiveAsync(Func<bool> isOver)
    {
        while (!isOver())
        {
            await _world.DelayAsync(0.1, 20);
            for (var changes = _world.Random.Next(4); changes > 0; changes--)
                _queue.Add(Change());
            if (_world.Chance(0.3))
                continue;
            if (_world.Chance(0.1))
                await _world.DelayAsync(10, 180);
            await SyncAsync();
        }
    }

    /// <summary>Sends what waits and takes in what it missed; what is lost on the way is left for the next time.</summary>
    public async Task SyncAsync()
    {
        try
        {
            if (_queue.Count > 0)
                await SendAsync();
            await CatchUpAsync();
            if (_world.Chance(0.7))
                await _network.TellAsync(_userId, user => user.AcknowledgeAsync(Id, Replica.Seq));
        }
        catch (LostException)
        {
            // Nothing is known of it, so everything stays as it was and is said again.
        }
    }

    /// <summary>Takes in what was sent by itself; false where it does not begin at what is known, and must be asked for.</summary>
    public bool Hear(SyncHead from, IReadOnlyList<Effect> effects, long seq)
    {
        if (Replica.Epoch == from.LogEpoch && seq <= Replica.Seq)
            return true;
        if (Replica.Epoch != from.LogEpoch || Replica.Seq != from.Seq)
            return false;
        Follow(effects, seq, from.LogEpoch);
        return true;
    }

    private async Task SendAsync()
    {
        List<Operation> batch = [.. _queue.Take(_world.Random.Next(1, 12))];
        // The order in which they are sent is not the order in which they were made.
        if (_world.Chance(0.3))
            batch.Reverse();
        var answer = await _network.AskAsync(_userId, user => user.ApplyAsync(Id, batch));
        if (answer.Outcome is not CommitOutcome.Committed)
            return;
        if (answer.Head!.LogEpoch == (Replica.Epoch ?? answer.Head.LogEpoch))
            _answeredSeq = Math.Max(_answeredSeq, answer.Head.Seq);
        foreach (var result in answer.Results)
            Take(result);
    }

    private void Take(OperationResult result)
    {
        var at = _queue.FindIndex(operation => operation.OpId == result.OpId);
        if (at < 0)
            return;
        if (result.Refusal?.Error is RefusalCodes.ClockAhead)
        {
            // It sets its clock by the server's and stamps what waits anew: the ids and their order stay.
            _skew = TimeSpan.Zero;
            _clock = new HybridLogicalClock(Id, new SkewedTime(_world.Time, () => _skew));
            for (var index = 0; index < _queue.Count; index++)
                _queue[index] = _queue[index] with { Hlc = Stamp() };
            return;
        }

        _queue.RemoveAt(at);
        if (result.Status is not OperationStatus.Refused)
            Acknowledged.Add(result.OpId);
        else if (result.Refusal!.Error is not (RefusalCodes.InvalidAnchor or RefusalCodes.NotInWatchlist))
            throw new InvariantException($"{Id} sent {result.OpId} and was refused for no reason: {result.Refusal.Message}");
    }

    private async Task CatchUpAsync()
    {
        while (true)
        {
            var (before, wasDivided) = ((Replica.Seq, Replica.Epoch), _network.IsDivided);
            var query = new SyncStateQuery(Replica.Epoch is null ? null : Replica.Seq, null, Replica.Epoch, _world.Random.Next(1, 50));
            var state = await _network.AskAsync(_userId, user => user.ReadStateAsync(query));
            if (state.Outcome is not CommitOutcome.Committed)
                return;
            if (state.LogEpoch == before.Epoch && state.Seq < before.Seq)
                throw new InvariantException($"{Id} was at {before.Seq} and was answered {state.Seq}: reads went back.");
            if (state.Snapshot is { } snapshot)
                Replica.Load(snapshot, await ReadPlaysAsync(state.Seq), state.Seq, state.LogEpoch);
            else
                TakeIn(state);
            if (state.More)
                continue;
            if (state.Seq >= _answeredSeq || state.LogEpoch != before.Epoch)
                return;
            // An answer that lacks its own writes comes from a silo that was left behind. The numbers tell, and it asks again.
            if (!wasDivided && !_network.IsDivided)
                throw new InvariantException($"{Id} was answered at {_answeredSeq} and then read up to {state.Seq} only: it does not see its own writes.");
            throw new LostException();
        }
    }

    private void TakeIn(SyncState state)
    {
        var last = state.Operations is [.., var newest] ? newest.Seq : Replica.Seq;
        if (last != state.Seq)
            throw new InvariantException($"{Id} was told it has everything up to {state.Seq} and was sent up to {last} only.");
        Follow(state.Operations, state.Seq, state.LogEpoch);
    }

    // Numbers may be left out, since later positions make earlier ones pointless; none goes back.
    private void Follow(IReadOnlyList<Effect> effects, long seq, string epoch)
    {
        var last = Replica.Seq;
        foreach (var effect in effects)
        {
            if (effect.Seq <= last || effect.Seq > seq)
                throw new InvariantException($"{Id} at {Replica.Seq} was sent number {effect.Seq} of {seq} after {last}.");
            last = effect.Seq;
            _clock.Observe(effect.Operation.Hlc);
        }

        Replica.Follow(effects, seq, epoch);
    }

    private async Task<IReadOnlyList<(string, string)>> ReadPlaysAsync(long seq)
    {
        List<(string, string)> plays = [];
        string? cursor = null;
        do
        {
            var page = await _network.AskAsync(_userId, user => user.ReadPlaysAsync(cursor, 10)) ?? throw new LostException();
            // A part of a history that is older than the snapshot comes from a silo that was left behind.
            if (page.Seq < seq)
                throw new LostException();
            plays.AddRange(page.Plays);
            cursor = page.Next;
        }
        while (cursor is not null);
        return plays;
    }
}
