using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Platforms;

namespace MediaGateway.Grains.Platforms;

/// <summary>The part that asks what leaves.</summary>
public sealed partial class PlatformGrain
{
    // As long as an answer of it holds.
    private static readonly TimeSpan ExpiringHolds = TimeSpan.FromMinutes(15);

    private const int MaxExpiringPages = 20;

    private readonly Dictionary<string, ExpiringRefresh> _refreshes = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public async Task<PlatformAnswer> GetExpiringAsync(int days, PlatformAsk ask, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        var query = Query(SourceOperation.Expiring, ask) with { Days = days };
        var answer = await AskPageAsync(query, null, ask, cancellationToken);
        for (var page = 1; page < MaxExpiringPages && answer is { NextCursor: { } next, Failure: null } && time.GetElapsedTime(started) < ask.Budget; page++)
        {
            var more = await AskPageAsync(query, next, ask with { Budget = ask.Budget - time.GetElapsedTime(started) }, cancellationToken);
            // What came before the page that failed is an answer; the cursor says that it is not all.
            if (more.Failure is not null) break;
            answer = answer with { Titles = [.. answer.Titles, .. more.Titles], NextCursor = more.NextCursor, Unread = answer.Unread + more.Unread };
        }

        return answer;
    }

    /// <inheritdoc/>
    public async Task RefreshExpiringAsync(PlatformAsk ask, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_refreshes.TryGetValue(ask.Region, out var refresh) && refresh.HoldsAt(now))
        {
            // Who finds one under way has come for what it brings, too.
            await refresh.Succeeds.WaitAsync(ask.Budget, time, cancellationToken);
            return;
        }

        refresh = new ExpiringRefresh(now, RefreshAsync(ask));
        _refreshes[ask.Region] = refresh;
        await refresh.Succeeds.WaitAsync(cancellationToken);
    }

    // Whoever began it may go away while others wait for it: only its budget ends it.
    private async Task<bool> RefreshAsync(PlatformAsk ask) => (await GetExpiringAsync(DaysAhead, ask, CancellationToken.None)).Failure is null;

    /// <summary>What leaves in one region is being asked for, or was.</summary>
    private sealed record ExpiringRefresh(DateTimeOffset Began, Task<bool> Succeeds)
    {
        /// <summary>Whether nobody need ask again. After a failure who asks next tries again; the source's circuit keeps that from being too often.</summary>
        public bool HoldsAt(DateTimeOffset now) => !Succeeds.IsCompleted || (Succeeds is { IsCompletedSuccessfully: true, Result: true } && now - Began < ExpiringHolds);
    }
}
