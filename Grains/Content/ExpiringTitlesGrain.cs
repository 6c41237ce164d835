using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Interfaces.Content;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Content;

/// <summary>Reads what leaves from the availability ledger.</summary>
[StatelessWorker]
public sealed class ExpiringTitlesGrain(IAvailabilityLedger ledger, TimeProvider time) : Grain, IExpiringTitlesGrain
{
    /// <inheritdoc/>
    public async Task<ExpiringPage> ReadAsync(ExpiringRequest request, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var page = await ledger.ReadLeavingAsync(new LeavingQuery(request.Region, now, now.AddDays(request.Days), request.Limit, request.After), cancellationToken);
        return new ExpiringPage([.. page.Offers.Select(offer => Describe(offer, now))], page.Total, page.HasMore ? page.Offers[^1].Position : null);
    }

    private static ExpiringTitle Describe(LeavingOffer offer, DateTimeOffset now)
    {
        var content = ContentDocument.Read(offer.Document.Span);
        return new ExpiringTitle(offer.Position, content.Title, content.Type, content.Year, (int)Math.Ceiling((offer.Position.LeavesAt - now).TotalDays));
    }
}
