using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Time;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Tests.Grains.Users;

/// <summary>A user with a phone, and the few things that one does.</summary>
internal sealed class Person
{
    public const string Phone = "phone";

    private int _stamps;

    public string Id { get; } = Guid.CreateVersion7().ToString();

    public Task AttachAsync(UserSilo silo) => silo.User(Id).AttachDeviceAsync(Phone, CancellationToken.None);

    /// <summary>A stamp of the phone's; each comes after the one before.</summary>
    public HlcTimestamp Now() => new(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), _stamps++, Phone);

    public WatchlistAdd Add(string opId, int title) =>
        new(UserSilo.Title(title), WatchlistSource.Manual, Placement.Unstated) { OpId = opId, Hlc = Now() };

    public RatingSet Rate(string opId, int title) => new(UserSilo.Title(title), 40) { OpId = opId, Hlc = Now() };

    public async Task AddTitlesAsync(UserSilo silo, int first, int last)
    {
        for (var number = first; number <= last; number++)
        {
            var answer = await silo.User(Id).AddToWatchlistAsync($"{Guid.NewGuid()}", UserSilo.Title(number), WatchlistSource.Manual, Placement.Unstated, CancellationToken.None);
            Assert.Equal(CommitOutcome.Committed, answer.Outcome);
            Assert.Null(answer.Refusal);
        }
    }

    public Task<EditAnswer> MoveFirstAsync(UserSilo silo, int title) =>
        silo.User(Id).MoveOnWatchlistAsync(UserSilo.Title(title), Placement.First, CancellationToken.None);

    public Task<ApplyAnswer> ApplyAsync(UserSilo silo, params Operation[] operations) =>
        silo.User(Id).ApplyAsync(Phone, operations, CancellationToken.None);

    public async Task<IReadOnlyList<string>> ListAsync(UserSilo silo) =>
        [.. (await silo.User(Id).ReadWatchlistAsync(null, 100, CancellationToken.None))!.Items.Select(item => item.ContentId)];

    /// <summary>Does something again and again until the journal is as wanted.</summary>
    public static async Task UntilAsync(Func<bool> reached, Func<Task> meanwhile)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!reached())
        {
            await meanwhile();
            patience.Token.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Waits for the snapshot that the last commit has started.</summary>
    public Task UntilSnapshotAsync(UserSilo silo, long seq) =>
        UntilAsync(() => silo.Journal.SnapshotOf(Id)?.Seq >= seq, () => ListAsync(silo));

    /// <summary>Makes commits until a snapshot covers a number.</summary>
    public Task CommitUntilSnapshotAsync(UserSilo silo, long seq) =>
        UntilAsync(() => silo.Journal.SnapshotOf(Id)?.Seq >= seq, async () =>
        {
            await AddTitlesAsync(silo, 9, 9);
            // A snapshot that is under way gets its time, so that the log does not outgrow what the grain has in memory of it.
            for (var look = 0; look < 50; look++)
                await ListAsync(silo);
        });
}
