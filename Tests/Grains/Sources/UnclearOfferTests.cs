using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>Answers with offers of a kind that is new to the gateway.</summary>
public sealed class UnclearOfferTests : IAsyncLifetime
{
    private const string Source = "streaming_availability";
    private const string Dune = "imdb:tt1160419";

    private static readonly Offer Netflix = new() { Platform = "netflix", Region = "US", Kind = OfferKind.Subscription, Source = Source };
    private static readonly Offer Hulu = Netflix with { Platform = "hulu" };

    private SourceSilo _silo = null!;
    private ScriptedSource _source = null!;

    public async Task InitializeAsync() => _silo = await SourceSilo.StartAsync(time => [_source = new ScriptedSource(Source, time, "key-1")]);

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Theory]
    [InlineData(SourceOperation.Details, false)]
    [InlineData(SourceOperation.Availability, false)]
    [InlineData(SourceOperation.Details, true)]
    [InlineData(SourceOperation.Availability, true)]
    public async Task An_offer_whose_new_kind_is_not_understood_is_not_gone_but_one_that_is_not_named_is(SourceOperation operation, bool isUnclear)
    {
        await AskAsync(SourceOperation.Details, isUnclear: false, Netflix, Hulu);
        await AskAsync(operation, isUnclear, Hulu);
        Assert.Equal(isUnclear ? ["hulu", "netflix"] : ["hulu"], await PlatformsAsync());
        // What holds is said again when all of it is understood.
        await AskAsync(operation, isUnclear: false, Hulu);
        Assert.Equal(["hulu"], await PlatformsAsync());
    }

    private async Task<IEnumerable<string>> PlatformsAsync()
    {
        await _silo.SettleAsync();
        return (await _silo.Grains.GetGrain<IContentGrain>(Dune).GetAvailabilityAsync("US", CancellationToken.None))!.Offers.Select(offer => offer.Platform).Order();
    }

    private async Task AskAsync(SourceOperation operation, bool isUnclear, params Offer[] offers)
    {
        var reply = ScriptedSource.Finds(Source, "Dune");
        var title = reply.Titles[0] with { ExternalIds = new Dictionary<string, string> { ["imdb"] = "tt1160419" }, Availability = offers };
        _source.Script = (_, _) => Task.FromResult(operation is SourceOperation.Details
            ? reply with { Titles = [title], AreOffersUnclear = isUnclear }
            : reply with { Titles = [], Offers = offers, AreOffersUnclear = isUnclear });
        // What is kept of the question before is no longer fresh.
        _silo.Time.Advance(TimeSpan.FromDays(2));
        var query = new SourceQuery { Operation = operation, ContentId = Dune, Region = "US" };
        await _silo.FlowAsync(_silo.Grains.GetGrain<ISourceAnswerGrain>(SourceAsk.KeyOf(Source, query))
            .AskAsync(new SourceAsk(Source, query, MediaGateway.Domain.Sources.Permits.CallPriority.Interactive, SourceSilo.Budget), CancellationToken.None));
    }
}
