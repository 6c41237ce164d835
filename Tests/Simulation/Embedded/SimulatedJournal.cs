using MediaGateway.Grains.Users;
using MediaGateway.Tests.Grains.Users;

namespace MediaGateway.Tests.Simulation;

/// <summary>
/// The database of a simulation: slow, sometimes away, and not always telling what became of a commit. What has reached it
/// is carried out also when the process that sent it has died.
/// </summary>
internal sealed class SimulatedJournal(SimulatedWorld world) : IUserJournal
{
    private readonly MemoryJournal _rows = new(world.Time);
    private readonly Dictionary<string, List<JournalEntry>> _everything = new(StringComparer.Ordinal);

    /// <summary>How often, of all commits, one is lost before it is made, or its answer after.</summary>
    public double Faults { get; set; }

    /// <summary>While set nothing reaches it.</summary>
    public bool IsAway { get; set; }

    /// <summary>Every entry that was ever committed of a user, also those that were compacted away.</summary>
    public IReadOnlyList<JournalEntry> EverythingOf(string userId) => _everything.GetValueOrDefault(userId) ?? [];

    /// <inheritdoc/>
    public async ValueTask<AppendOutcome> AppendAsync(UserAppend append, CancellationToken cancellationToken) => await world.RunAsync(async () =>
    {
        await ArriveAsync();
        if (world.Chance(Faults))
            throw new JournalUnavailableException("Lost before the commit.");
        var outcome = await _rows.AppendAsync(append, CancellationToken.None);
        if (outcome is AppendOutcome.Committed)
            Keep(append);
        await world.DelayAsync(0.0005, 0.01);
        // Sometimes nobody ever answers: the connection is found dead much later.
        if (world.Chance(Faults / 4))
            await world.DelayAsync(5, 20);
        return world.Chance(Faults) ? throw new JournalUnavailableException("Lost after the commit.") : outcome;
    });

    /// <inheritdoc/>
    public Task<UserLog> LoadAsync(string userId, CancellationToken cancellationToken) => ReadAsync(() => _rows.LoadAsync(userId, CancellationToken.None));

    /// <inheritdoc/>
    public Task<LogPart> ReadAsync(string userId, long afterSeq, int limit, CancellationToken cancellationToken) =>
        ReadAsync(() => _rows.ReadAsync(userId, afterSeq, limit, CancellationToken.None));

    /// <inheritdoc/>
    public Task<IReadOnlyList<RememberedOperation>> FindOperationsAsync(string userId, IReadOnlyCollection<string> opIds, CancellationToken cancellationToken) =>
        ReadAsync(() => _rows.FindOperationsAsync(userId, opIds, CancellationToken.None));

    /// <inheritdoc/>
    public Task<long?> FindFirstAtOrAfterAsync(string userId, DateTimeOffset time, CancellationToken cancellationToken) =>
        ReadAsync(() => _rows.FindFirstAtOrAfterAsync(userId, time, CancellationToken.None));

    /// <inheritdoc/>
    public Task SaveSnapshotAsync(UserSnapshot snapshot, Compaction compaction, CancellationToken cancellationToken) => world.RunAsync(async () =>
    {
        await ArriveAsync();
        if (world.Chance(Faults))
            throw new JournalUnavailableException("Lost before the snapshot.");
        await _rows.SaveSnapshotAsync(snapshot, compaction, CancellationToken.None);
        await world.DelayAsync(0.0005, 0.05);
        if (world.Chance(Faults))
            throw new JournalUnavailableException("Lost after the snapshot.");
    });

    /// <inheritdoc/>
    public Task EraseAsync(string userId, CancellationToken cancellationToken) => world.RunAsync(() => _rows.EraseAsync(userId, CancellationToken.None));

    /// <inheritdoc/>
    public Task<string> GetEpochAsync(CancellationToken cancellationToken) => ReadAsync(() => _rows.GetEpochAsync(CancellationToken.None));

    private Task<T> ReadAsync<T>(Func<Task<T>> read) => world.RunAsync(async () =>
    {
        await ArriveAsync();
        if (world.Chance(Faults))
            throw new JournalUnavailableException("Not read.");
        var found = await read();
        await world.DelayAsync(0.0005, 0.01);
        return found;
    });

    private async Task ArriveAsync()
    {
        await world.DelayAsync(0.0005, 0.02);
        if (IsAway)
            throw new JournalUnavailableException("The database is away.");
    }

    private void Keep(UserAppend append)
    {
        if (!_everything.TryGetValue(append.UserId, out var entries))
            _everything[append.UserId] = entries = [];
        entries.AddRange(append.Entries);
    }
}
