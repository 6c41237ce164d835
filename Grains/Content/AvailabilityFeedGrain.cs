using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Interfaces.Content;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Content;

/// <summary>Reads changes from the availability ledger.</summary>
[StatelessWorker]
public sealed class AvailabilityFeedGrain(IAvailabilityLedger ledger) : Grain, IAvailabilityFeedGrain
{
    private const int FactsAtATime = 500;

    /// <inheritdoc/>
    public async Task<AvailabilityFeedPage> ReadAsync(long after, CancellationToken cancellationToken)
    {
        var facts = await ledger.ReadAfterAsync(after, FactsAtATime, cancellationToken);
        var commits = CommitsOf(facts).ToList();
        var hasMore = facts.Count == FactsAtATime;
        // The last one may go on behind the page; of one that fills it, the rest is told apart.
        if (hasMore && commits.Count > 1) commits.RemoveAt(commits.Count - 1);
        var events = new List<AvailabilityEvent>();
        foreach (var commit in commits) events.AddRange(await EventsOfAsync(commit, cancellationToken));
        return new AvailabilityFeedPage(events, commits.Count == 0 ? after : commits[^1][^1].Number, hasMore);
    }

    private async Task<IEnumerable<AvailabilityEvent>> EventsOfAsync(List<LedgerFact> commit, CancellationToken cancellationToken)
    {
        var (first, before) = (commit[0], new List<AvailabilityFact>());
        await foreach (var fact in ledger.ReadBeforeAsync(first.Fact.ContentId, first.Number, cancellationToken)) before.Add(fact);
        return AvailabilityEvents.Of(before, [.. commit.Select(entry => entry.Fact)])
            .Select(change => new AvailabilityEvent(commit[^1].Number, first.Fact.ContentId, change, first.Fact.SeenAt));
    }

    /// <summary>What was written of one title at once.</summary>
    private static IEnumerable<List<LedgerFact>> CommitsOf(IReadOnlyList<LedgerFact> facts)
    {
        var commit = new List<LedgerFact>();
        foreach (var entry in facts)
        {
            if (commit.Count > 0 && (commit[0].Fact.ContentId, commit[0].Fact.SeenAt) != (entry.Fact.ContentId, entry.Fact.SeenAt))
            {
                yield return commit;
                commit = [];
            }

            commit.Add(entry);
        }

        if (commit.Count > 0) yield return commit;
    }
}
