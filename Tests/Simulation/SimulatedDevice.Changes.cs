using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;

namespace MediaGateway.Tests.Simulation;

/// <summary>What people do on a device.</summary>
internal sealed partial class SimulatedDevice
{
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
