using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.Grains.Content;

/// <summary>The part that takes back what sources have said and what holds no longer.</summary>
public sealed partial class CatalogueImportGrain
{
    private const int TitlesAtATime = 200;

    /// <inheritdoc/>
    public async Task<int> EndOffersAsync(EndedOffers ended, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var ids in ended.ContentIds.Distinct(StringComparer.Ordinal).Chunk(TitlesAtATime))
        {
            count += await ChangeAsync(ended.Source, [.. ids], title => ContentMerge.EndOffers(title, ended.Source, ended.Means, time.GetUtcNow()), cancellationToken);
        }

        return count;
    }

    /// <inheritdoc/>
    public async Task<int> DropOldAsync(IReadOnlyList<string> contentIds, CancellationToken cancellationToken)
    {
        var count = 0;
        foreach (var ids in contentIds.Distinct(StringComparer.Ordinal).Chunk(TitlesAtATime))
        {
            count += await ChangeAsync(nameof(DropOldAsync), [.. ids], title => ContentMerge.DropOld(title, time.GetUtcNow()), cancellationToken);
        }

        return count;
    }

    /// <summary>Changes titles one by one, in one commit; anew when they changed meanwhile.</summary>
    private async Task<int> ChangeAsync(string source, HashSet<string> ids, Func<Domain.Catalogue.Content, MergedContent> change, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var titles = (await FindAsync(ids, cancellationToken)).Values.DistinctBy(title => title.Content.ContentId);
            CatalogueWrite[] writes =
            [
                .. titles.Select(title => (Title: title, After: change(title.Content))).Where(changed => changed.After.Changed)
                    .Select(changed => ToWrite(new TitleChange(changed.After.Content, changed.Title, [], []))),
            ];
            if (writes.Length == 0) return 0;
            if (await store.WriteAsync(writes, cancellationToken))
            {
                await AnnounceAsync();
                return writes.Length;
            }

            LogClash(logger, source, attempt);
        }

        throw new StorageUnavailableException($"Titles kept changing; {MaxAttempts} attempts to write what has ended failed.");
    }
}
