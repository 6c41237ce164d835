using System.Runtime.CompilerServices;
using MediaGateway.Domain.Catalogue.Availability;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces.Content;

namespace MediaGateway.Tests.Discovery;

/// <summary>An availability ledger over a catalogue in memory.</summary>
internal sealed class AvailabilityInMemory(ICatalogueStore catalogue) : IAvailabilityLedger
{
    private readonly List<AvailabilityFact> _facts = catalogue is CatalogueInMemory { Facts: var facts } ? facts : [];

    public void Add(IEnumerable<AvailabilityFact> facts) => _facts.AddRange(facts);

    public async IAsyncEnumerable<AvailabilityFact> ReadAsync(string contentId, DateTimeOffset before, string? region, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var fact in _facts.Where(fact => fact.ContentId == contentId && (region is null || fact.Offer.Region == region)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if ((fact.IsThere ? fact.SaidSince : fact.SeenAt) < before) yield return fact;
        }
    }

    public Task<IReadOnlyList<LedgerFact>> ReadAfterAsync(long number, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<LedgerFact>>([.. _facts.Select((fact, index) => new LedgerFact(index + 1, fact)).Skip((int)number).Take(limit)]);

    public async IAsyncEnumerable<AvailabilityFact> ReadBeforeAsync(string contentId, long number, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.Yield();
        foreach (var fact in _facts.Take((int)number - 1).Where(fact => fact.ContentId == contentId)) yield return fact;
    }

    public async Task<LeavingPage> ReadLeavingAsync(LeavingQuery query, CancellationToken cancellationToken)
    {
        var rows = await catalogue.FindAsync([.. _facts.Select(fact => fact.ContentId).Distinct()], cancellationToken);
        var leaving = _facts.GroupBy(fact => fact.ContentId)
            .SelectMany(title => AvailabilityHistory.Standing(title), (title, offer) => (title.Key, Offer: offer))
            .Where(title => title.Offer.Region == query.Region && title.Offer.LeavesAt > query.After && title.Offer.LeavesAt <= query.Until)
            .Select(title => new LeavingOffer(new LeavingPosition(title.Offer.LeavesAt!.Value, title.Key, title.Offer.Platform, title.Offer.Kind, title.Offer.Season), rows[title.Key].Document))
            .OrderBy(offer => offer.Position.LeavesAt).ThenBy(offer => offer.Position.ContentId, StringComparer.Ordinal).ToList();
        var rest = query.From is null ? leaving : [.. leaving.SkipWhile(offer => offer.Position != query.From).Skip(1)];
        return new LeavingPage([.. rest.Take(query.Limit)], leaving.Count, rest.Count > query.Limit);
    }

    /// <summary>Keeps everything: what is deleted, and when, is a matter of the ledger in PostgreSQL.</summary>
    public Task<ForgottenFacts> ForgetAsync(DateTimeOffset now, long after, int limit, CancellationToken cancellationToken) => Task.FromResult(new ForgottenFacts(0, null));
}
