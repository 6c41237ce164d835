using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Platforms;

namespace MediaGateway.Grains.Platforms;

/// <summary>The part that asks what leaves.</summary>
public sealed partial class PlatformGrain
{
    // As long as an answer of it holds.
    private static readonly TimeSpan ExpiringHolds = TimeSpan.FromMinutes(15);

    private const int MaxExpiringPages = 20;

    private readonly Dictionary<string, DateTimeOffset> _expiringAsked = new(StringComparer.Ordinal);

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
        if (_expiringAsked.TryGetValue(ask.Region, out var before) && now - before < ExpiringHolds) return;
        _expiringAsked[ask.Region] = now;
        var answer = await GetExpiringAsync(DaysAhead, ask, cancellationToken);
        // Who asks next tries again; its source's circuit keeps that from being too often.
        if (answer.Failure is not null) _expiringAsked.Remove(ask.Region);
    }
}
