using MediaGateway.Domain.Alerts;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Alerts;

/// <summary>One look at every title on a user's list.</summary>
internal sealed class WatchlistLook(IGrainFactory grains, string userId, WatchedServices services, TimeSpan soon, DateTimeOffset at)
{
    /// <summary>How many titles of a list are watched: the first ones.</summary>
    public const int MaxTitles = 1000;

    private const int PageSize = 100;
    private const int AtATime = 20;

    /// <summary>The state after the look; null when the list cannot be read now.</summary>
    public async Task<AlertState?> LookAsync(AlertState before, CancellationToken cancellationToken)
    {
        if (await ReadListAsync(cancellationToken) is not { } listed) return null;
        var known = before.Seen.ToDictionary(title => title.ContentId, StringComparer.Ordinal);
        var (seen, book) = (new Dictionary<string, SeenTitle>(StringComparer.Ordinal), before.Book);
        foreach (var some in listed.Chunk(AtATime))
        {
            var found = await Task.WhenAll(some.Select(id => grains.GetGrain<IContentGrain>(id).GetAvailabilityAsync(services.Region, cancellationToken)));
            foreach (var (id, availability) in some.Zip(found))
            {
                // A title that was taken in by another is on the list under its old id, and may be there under the new one, too.
                var old = known.GetValueOrDefault(availability?.ContentId ?? id) ?? known.GetValueOrDefault(id);
                var title = availability is null ? old : SeenTitle.Of(availability.ContentId, availability.Offers, services, at);
                if (title is null || !seen.TryAdd(title.ContentId, title) || availability is null) continue;
                book = await NoteAsync(book, title, old, cancellationToken);
            }
        }

        return before with { Seen = [.. seen.Values], Book = book };
    }

    private async Task<AlertBook> NoteAsync(AlertBook book, SeenTitle title, SeenTitle? old, CancellationToken cancellationToken)
    {
        var news = title.Since(old, soon);
        if (news.Count == 0) return book;
        var content = await grains.GetGrain<IContentGrain>(title.ContentId).GetAsync(cancellationToken);
        return book.With(title.ContentId, content?.Title ?? title.ContentId, news, at);
    }

    private async Task<IReadOnlyList<string>?> ReadListAsync(CancellationToken cancellationToken)
    {
        var (user, ids, after) = (grains.GetGrain<IUserGrain>(userId), new List<string>(), default(WatchlistCursor));
        do
        {
            if (await user.ReadWatchlistAsync(after, PageSize, cancellationToken) is not { } page) return null;
            ids.AddRange(page.Items.Select(item => item.ContentId));
            after = page.Next;
        }
        while (after is not null && ids.Count < MaxTitles);
        return ids;
    }
}
