using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Tests.Simulation;

/// <summary>
/// A device as the contract wants it: it keeps its operations until they are answered, sends them again when nobody
/// answers, stamps them anew when its clock was refused, follows the log by number, and begins anew with a snapshot.
/// </summary>
internal sealed class SimulatedDevice
{
    private readonly SimulatedWorld _world;
    private readonly SimulatedNetwork _network;
    private readonly string _userId;
    private readonly List<Operation> _queue = [];
    private TimeSpan _skew;
    private HybridLogicalClock _clock;
    private long _answeredSeq;
    private int _made;

    public SimulatedDevice(SimulatedWorld world, SimulatedNetwork network, string userId, string id, TimeSpan skew)
    {
        (_world, _network, _userId, Id, _skew) = (world, network, userId, id, skew);
        _clock = new HybridLogicalClock(id, world.Time.Skewed(() => _skew));
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
    public async Task LiveAsync(DateTimeOffset until)
    {
        while (_world.Time.GetUtcNow() < until)
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
                await _network.AskAsync(_userId, user => user.AcknowledgeAsync(Id, Replica.Seq, CancellationToken.None));
        }
        catch (LostException)
        {
            // Nothing is known of it, so everything stays as it was and is said again.
        }
    }

    private async Task SendAsync()
    {
        List<Operation> batch = [.. _queue.Take(_world.Random.Next(1, 12))];
        // The order in which they are sent is not the order in which they were made.
        if (_world.Chance(0.3))
            batch.Reverse();
        var answer = await _network.AskAsync(_userId, user => user.ApplyAsync(Id, batch, CancellationToken.None));
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
            _clock = new HybridLogicalClock(Id, _world.Time.Skewed(() => _skew));
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
            var state = await _network.AskAsync(_userId, user => user.ReadStateAsync(query, CancellationToken.None));
            if (state.Outcome is not CommitOutcome.Committed)
                return;
            if (state.LogEpoch == before.Epoch && state.Seq < before.Seq)
                throw new InvariantException($"{Id} was at {before.Seq} and was answered {state.Seq}: reads went back.");
            if (state.Snapshot is { } snapshot)
                Replica.Load(snapshot, await ReadPlaysAsync(state.Seq), state.Seq, state.LogEpoch);
            else
                Follow(state);
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

    private void Follow(SyncState state)
    {
        // Numbers may be left out, since later positions make earlier ones pointless; none goes back, and the end is the last.
        var last = Replica.Seq;
        foreach (var effect in state.Operations)
        {
            if (effect.Seq <= last)
                throw new InvariantException($"{Id} at {Replica.Seq} was sent number {effect.Seq} after {last}.");
            last = effect.Seq;
            _clock.Observe(effect.Operation.Hlc);
        }

        if (last != state.Seq)
            throw new InvariantException($"{Id} was told it has everything up to {state.Seq} and was sent up to {last} only.");
        Replica.Follow(state.Operations, state.Seq, state.LogEpoch);
    }

    private async Task<IReadOnlyList<(string, string)>> ReadPlaysAsync(long seq)
    {
        List<(string, string)> plays = [];
        PlayCursor? cursor = null;
        do
        {
            var page = await _network.AskAsync(_userId, user => user.ReadPlaysAsync(cursor, 10, CancellationToken.None)) ?? throw new LostException();
            // A part of a history that is older than the snapshot comes from a silo that was left behind.
            if (page.Seq < seq)
                throw new LostException();
            plays.AddRange(page.Plays.Select(play => (play.PlayId, Replica.PlayText(play.ContentId, play.Completed))));
            cursor = page.Next;
        }
        while (cursor is not null);
        return plays;
    }

    private Operation Change()
    {
        var (opId, hlc) = ($"{Id}-{++_made}", Stamp());
        var title = SimulatedCatalogue.Title(_world.Random.Next(1, SimulatedCatalogue.Titles + 1));
        return _world.Random.Next(12) switch
        {
            0 or 1 or 2 or 3 => new WatchlistAdd(title, WatchlistSource.Manual, Place(title)) { OpId = opId, Hlc = hlc },
            4 or 5 => new WatchlistRemove(title, _world.Chance(0.8) ? [.. Replica.AddsOf(title), .. OwnAddsOf(title)] : null) { OpId = opId, Hlc = hlc },
            6 => new WatchlistMove(title, Place(title) is { Kind: not PlacementKind.Unstated } place ? place : Placement.First) { OpId = opId, Hlc = hlc },
            7 => new PositionSet(title, _world.Random.Next(1_000_000), null) { OpId = opId, Hlc = hlc },
            8 => new RatingSet(title, _world.Chance(0.2) ? null : _world.Random.Next(51)) { OpId = opId, Hlc = hlc },
            9 => new PreferenceSet($"p{_world.Random.Next(3)}", _world.Chance(0.2) ? PreferenceSet.Unset : $"{_world.Random.Next(100)}") { OpId = opId, Hlc = hlc },
            10 => Play(opId, hlc),
            _ => new PlayRemove($"play {_world.Random.Next(12)}") { OpId = opId, Hlc = hlc },
        };
    }

    // The same plays come from several devices, as they do when an import is run on each.
    private PlayAdd Play(string opId, HlcTimestamp hlc)
    {
        var number = _world.Random.Next(12);
        return new PlayAdd($"play {number}", SimulatedCatalogue.Title((number % SimulatedCatalogue.Titles) + 1), DateTimeOffset.UnixEpoch.AddYears(50).AddDays(number), true, null) { OpId = opId, Hlc = hlc };
    }

    private Placement Place(string title) => _world.Random.Next(3) switch
    {
        0 => Placement.Unstated,
        1 => Placement.First,
        _ => _world.OneOf(Replica.List is { Count: > 0 } list ? list : [title]) is var anchor && anchor != title ? Placement.After(anchor) : Placement.Unstated,
    };

    private IEnumerable<string> OwnAddsOf(string title) => _queue.OfType<WatchlistAdd>().Where(add => add.ContentId == title).Select(add => add.OpId);

    private HlcTimestamp Stamp() => _clock.TryIssue(out var stamp) ? stamp : throw new InvalidOperationException($"The clock of {Id} is used up.");
}
