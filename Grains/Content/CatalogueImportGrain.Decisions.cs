using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Catalogue.Merging;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.Grains.Content;

/// <summary>The part that makes one title of two and two of one, where somebody has said so.</summary>
public sealed partial class CatalogueImportGrain
{
    /// <inheritdoc/>
    public Task<TitleDecision> MergeAsync(string contentId, string otherId, CancellationToken cancellationToken) =>
        DecideAsync(contentId, otherId, (title, other) =>
        {
            if (other is null) return (new(TitleDecisionOutcome.UnknownOther, title.Content.ContentId, otherId), []);
            if (other.Content.ContentId == title.Content.ContentId) return (new(TitleDecisionOutcome.Done, title.Content.ContentId, otherId), []);
            var joined = TitleJoin.Merge(title.Content, other.Content, time.GetUtcNow());
            var (kept, absorbed) = joined.AbsorbedId == other.Content.ContentId ? (title, other) : (other, title);
            return (new(TitleDecisionOutcome.Done, joined.Content.ContentId, joined.AbsorbedId), [ToWrite(new TitleChange(joined.Content, kept, [], [absorbed]))]);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<TitleDecision> SplitAsync(string contentId, string absorbedId, CancellationToken cancellationToken) =>
        DecideAsync(contentId, absorbedId, (title, _) =>
        {
            if (TitleJoin.Split(title.Content, absorbedId, time.GetUtcNow()) is not { } split) return (new(TitleDecisionOutcome.UnknownOther, title.Content.ContentId, absorbedId), []);
            var restored = ToWrite(new TitleChange(split.Restored, null, OutsideIdsOf(split.Restored), [])) with { TakesBack = [split.Restored.ContentId, .. split.Restored.Aliases ?? []] };
            return (new(TitleDecisionOutcome.Done, split.Kept.ContentId, split.Restored.ContentId), [ToWrite(new TitleChange(split.Kept, title, [], [])), restored]);
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<TitleDecision> DistinguishAsync(string contentId, string otherId, CancellationToken cancellationToken) =>
        DecideAsync(contentId, otherId, (title, other) =>
        {
            if (other is null || other.Content.ContentId == title.Content.ContentId) return (new(TitleDecisionOutcome.UnknownOther, title.Content.ContentId, otherId), []);
            var done = new TitleDecision(TitleDecisionOutcome.Done, title.Content.ContentId, other.Content.ContentId);
            if (TitleJoin.AreDifferent(title.Content, other.Content)) return (done, []);
            var (first, second) = TitleJoin.Distinguish(title.Content, other.Content, time.GetUtcNow());
            return (done, [ToWrite(new TitleChange(first, title, [], [])), ToWrite(new TitleChange(second, other, [], []))]);
        }, cancellationToken);

    /// <summary>Finds the two titles, works out what becomes of them and writes it; anew when they changed meanwhile.</summary>
    private async Task<TitleDecision> DecideAsync(
        string contentId, string otherId, Func<StoredTitle, StoredTitle?, (TitleDecision Decision, CatalogueWrite[] Writes)> decide, CancellationToken cancellationToken)
    {
        for (var attempt = 1; attempt <= MaxAttempts; attempt++)
        {
            var found = await FindAsync([contentId, otherId], cancellationToken);
            if (!found.TryGetValue(contentId, out var title)) return new TitleDecision(TitleDecisionOutcome.UnknownTitle, contentId, otherId);
            var (decision, writes) = decide(title, found.GetValueOrDefault(otherId));
            if (writes.Length == 0) return decision;
            if (await store.WriteAsync(writes, cancellationToken))
            {
                await _announcement;
                await AnnounceAsync();
                return decision;
            }

            LogClash(logger, contentId, attempt);
        }

        throw new StorageUnavailableException($"The two titles kept changing; {MaxAttempts} attempts to write what was decided failed.");
    }

    private static List<string> OutsideIdsOf(Domain.Catalogue.Content content) =>
        [.. TitleOrigin.Of(content).Ids.Select(id => TitleIdentity.OutsideId(id.Key, id.Value, content.Type).Value).Where(id => id != content.ContentId).Distinct()];
}
