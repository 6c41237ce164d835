using MediaGateway.Tests.Grains.Accounts;

namespace MediaGateway.Tests.Simulation;

/// <summary>
/// A quarter of an hour in the life of two users with several devices each: clocks that go wrong, a network that loses,
/// repeats and delays, silos that die and are there twice, a database that fails before and after commits and goes away.
/// Then everything heals, every device syncs, and what must hold is held against what is.
/// </summary>
internal sealed class History : IDisposable
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(15);

    /// <summary>How long a silo that is left alone, with a database that answers it, may not know what the other one wrote last.</summary>
    private static readonly TimeSpan MostStale = TimeSpan.FromSeconds(30);

    private readonly SimulatedWorld _world;
    private readonly SimulatedJournal _journal;
    private readonly FaultyGrainStorage _states = new();
    private readonly List<SimulatedSilo> _silos = [];
    private readonly SimulatedNetwork _network;
    private readonly Dictionary<string, List<SimulatedDevice>> _devices = new(StringComparer.Ordinal);
    private DateTimeOffset _unitedAt;
    private bool _isHealed;

    private History(int seed)
    {
        _world = new SimulatedWorld(seed);
        _journal = new SimulatedJournal(_world) { Faults = _world.OneOf([0, 0.01, 0.05]) };
        _network = new SimulatedNetwork(_world, userId => Route().Contact(userId), () => Alive().Count > 1 || _journal.IsAway || _world.Time.GetUtcNow() - _unitedAt < MostStale) { Losses = _world.OneOf([0, 0.02, 0.2]), Repeats = _world.OneOf([0, 0.05, 0.3]) };
        StartSilo();
    }

    /// <summary>Runs one.</summary>
    /// <exception cref="InvariantException">Something happened that must never happen.</exception>
    public static HistoryOutcome Run(int seed)
    {
        using var history = new History(seed);
        var world = history._world;
        var start = world.Time.GetUtcNow();
        world.RunUntil(history.RunAsync);
        return new HistoryOutcome(world.Trace, world.Steps, world.Time.GetUtcNow() - start);
    }

    /// <inheritdoc/>
    public void Dispose() => _silos.ForEach(silo => silo.Dispose());

    private async Task RunAsync()
    {
        foreach (var userId in (string[])["ada", "ben"])
            await RegisterAsync(userId, devices: _world.Random.Next(2, 5));
        var until = _world.Time.GetUtcNow() + Life;
        var all = _devices.Values.SelectMany(devices => devices).ToList();
        await Task.WhenAll([.. all.Select(device => _world.RunAsync(() => device.LiveAsync(() => _world.Time.GetUtcNow() >= until))), _world.RunAsync(() => BreakThingsAsync(until))]);
        await HealAsync();
        foreach (var (userId, devices) in _devices)
        {
            await SettleAsync(devices);
            var page = await _silos[^1].User(userId).ReadWatchlistAsync(null, 100, CancellationToken.None);
            Invariants.Check(_journal.EverythingOf(userId), [.. page!.Items.Select(item => item.ContentId)], devices);
            devices.ForEach(device => _world.Note(device.Replica.Shown));
        }

        if (_network.Faults.FirstOrDefault() is { } fault)
            throw new InvariantException($"A repeated request was answered: {fault}");
    }

    private async Task RegisterAsync(string userId, int devices)
    {
        _devices[userId] = [];
        for (var number = 1; number <= devices; number++)
        {
            var id = $"{userId}-{number}";
            await _silos[0].User(userId).AttachDeviceAsync(id, CancellationToken.None);
            var skew = _world.OneOf([TimeSpan.Zero, TimeSpan.FromSeconds(-40), TimeSpan.FromSeconds(30), TimeSpan.FromMinutes(-50), TimeSpan.FromHours(9)]);
            _devices[userId].Add(new SimulatedDevice(_world, _network, userId, id, skew));
        }
    }

    private async Task BreakThingsAsync(DateTimeOffset until)
    {
        while (_world.Time.GetUtcNow() < until)
        {
            await _world.DelayAsync(1, 60);
            switch (_world.Random.Next(5))
            {
                case 0:
                    // A second silo takes over users whom the first one still has.
                    StartSilo();
                    break;
                case 1 or 2:
                    KillOldest();
                    break;
                case 3:
                    _journal.IsAway = true;
                    await _world.DelayAsync(1, 70);
                    _journal.IsAway = false;
                    _unitedAt = _world.Time.GetUtcNow();
                    break;
                default:
                    break;
            }
        }
    }

    private async Task HealAsync()
    {
        _isHealed = true;
        (_journal.Faults, _journal.IsAway, _network.Losses, _network.Repeats) = (0, false, 0, 0);
        // What is still on its way arrives before the last silo stands alone.
        await _world.DelayAsync(TimeSpan.FromMinutes(2));
        StartSilo();
        foreach (var silo in Alive().SkipLast(1))
            silo.Kill();
        await _world.DelayAsync(TimeSpan.FromMinutes(1));
    }

    private static async Task SettleAsync(List<SimulatedDevice> devices)
    {
        for (var round = 0; round < 200 && !devices.TrueForAll(device => device.IsDrained); round++)
        {
            foreach (var device in devices)
                await device.SyncAsync();
        }

        foreach (var device in devices)
            await device.SyncAsync();
    }

    // Of two that both believe to have a user, the one that was left behind is put an end to, as the membership of a cluster does.
    private void KillOldest()
    {
        Alive()[0].Kill();
        _unitedAt = _world.Time.GetUtcNow();
        if (Alive().Count == 0)
            StartSilo();
    }

    private void StartSilo() => _silos.Add(SimulatedSilo.Start(_world, _journal, _states, options =>
    {
        // Small, so that a quarter of an hour sees many snapshots, compactions and devices that fell too far behind.
        options.SnapshotEvery = 10;
        options.KeptEntries = 5;
        options.MostHeldBackEntries = 60;
    }));

    private List<SimulatedSilo> Alive() => [.. _silos.Where(silo => silo.IsAlive)];

    // Most go to the newest; while several are alive some still go to those that were there before.
    private SimulatedSilo Route() => _isHealed || _world.Chance(0.8) ? Alive()[^1] : _world.OneOf(Alive());
}

/// <summary>What a history was.</summary>
/// <param name="Trace">Equal for runs that did the same.</param>
/// <param name="Steps">How many things happened.</param>
/// <param name="Time">How long it was for those in it.</param>
internal sealed record HistoryOutcome(ulong Trace, long Steps, TimeSpan Time);
