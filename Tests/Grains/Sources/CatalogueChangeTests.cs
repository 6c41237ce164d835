using System.Globalization;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Grains.Interfaces.Platforms;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>What changes in a catalogue that is kept in step, from what a source lists to the events that others follow.</summary>
public sealed class CatalogueChangeTests : IAsyncLifetime
{
    private const string Source = "streaming_availability";
    private const int PageSize = 10;

    private readonly SortedDictionary<string, Offer> _listed = new(StringComparer.Ordinal);
    private SourceSilo _silo = null!;
    private ScriptedSource _source = null!;
    private int _unread;
    private long _told;

    private IPlatformGrain Netflix => _silo.Grains.GetGrain<IPlatformGrain>("netflix");

    public async Task InitializeAsync()
    {
        _silo = await SourceSilo.StartAsync(time => [_source = new ScriptedSource(Source, time, "key-1"), new ScriptedSource("justwatch", time, "key-1")]);
        _source.Script = (call, _) => Task.FromResult(Answer(call.Query));
        for (var number = 0; number < 40; number++) _listed.Add($"tt{number + 1:D7}", OfferNow());
        await Netflix.KeepInStepAsync(["US"], CancellationToken.None);
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task What_a_catalogue_has_at_first_has_come_to_it()
    {
        Assert.Equal(_listed.Keys.Select(id => $"Added imdb:{id}"), await ReadAsync());
        Assert.Empty(await ReadAgainAsync());
    }

    [Fact]
    public async Task A_title_that_is_listed_for_the_first_time_is_added()
    {
        await ReadAsync();
        _listed.Add("tt0009999", OfferNow());
        Assert.Equal(["Added imdb:tt0009999"], await ReadAgainAsync());
    }

    [Fact]
    public async Task A_title_that_vanishes_from_a_whole_reading_is_removed_and_comes_back_as_added()
    {
        await ReadAsync();
        _listed.Remove("tt0000007");
        Assert.Equal(["Removed imdb:tt0000007"], await ReadAgainAsync());
        Assert.Empty((await AvailabilityAsync("imdb:tt0000007"))!.Offers);
        Assert.Single((await AvailabilityAsync("imdb:tt0000008"))!.Offers);
        Assert.Empty(await ReadAgainAsync());
        _listed.Add("tt0000007", OfferNow());
        Assert.Equal(["Added imdb:tt0000007"], await ReadAgainAsync());
    }

    [Fact]
    public async Task A_title_that_costs_something_else_has_changed_its_price()
    {
        _listed["tt0000003"] = OfferNow() with { Kind = OfferKind.Rent, Price = 3.99m, Currency = "USD" };
        await ReadAsync();
        _listed["tt0000003"] = OfferNow() with { Kind = OfferKind.Rent, Price = 4.99m, Currency = "USD" };
        Assert.Equal(["PriceChanged imdb:tt0000003"], await ReadAgainAsync());
    }

    [Fact]
    public async Task A_title_that_is_to_leave_is_expiring_and_then_removed()
    {
        await ReadAsync();
        _listed["tt0000004"] = OfferNow() with { LeavesAt = _silo.Time.GetUtcNow().AddHours(10) };
        Assert.Equal(["Expiring imdb:tt0000004"], await ReadAgainAsync());
        _listed.Remove("tt0000004");
        Assert.Equal(["Removed imdb:tt0000004"], await ReadAgainAsync(days: 2));
    }

    [Fact]
    public async Task What_is_gone_here_stays_where_nobody_said_that_it_is_gone()
    {
        var elsewhere = new[] { "netflix DE", "hulu US" }.Select(place => place.Split(' ')).Select(place => OfferNow() with { Platform = place[0], Region = place[1] });
        _source.Script = (call, _) => Task.FromResult(call.Query.Operation is SourceOperation.Catalogue ? Answer(call.Query) : Reply([Record("tt0000001") with { Availability = [OfferNow(), .. elsewhere] }]));
        await ReadAsync();
        _source.Script = (call, _) => Task.FromResult(Answer(call.Query));
        _listed.Remove("tt0000001");
        Assert.Equal(["Removed imdb:tt0000001"], await ReadAgainAsync());
        Assert.Equal("netflix DE, hulu US", string.Join(", ", (await AvailabilityAsync("imdb:tt0000001"))!.Offers.Select(offer => $"{offer.Platform} {offer.Region}")));
    }

    [Fact]
    public async Task A_reading_that_is_interrupted_removes_nothing_before_it_is_whole()
    {
        await ReadAsync();
        _listed.Remove("tt0000002");
        _source.Script = (call, _) => Task.FromResult(call.Query.Cursor is "20" ? SourceReply.Of(SourceOutcome.Refused, "not now") : Answer(call.Query));
        Assert.Empty(await ReadAgainAsync());
        _source.Script = (call, _) => Task.FromResult(Answer(call.Query));
        Assert.Equal(["Removed imdb:tt0000002"], await ReadAsync());
    }

    [Fact]
    public async Task A_reading_with_entries_that_could_not_be_read_removes_nothing_and_the_next_one_does()
    {
        await ReadAsync();
        _listed.Remove("tt0000002");
        _unread = 1;
        Assert.Empty(await ReadAgainAsync());
        _unread = 0;
        Assert.Equal(["Removed imdb:tt0000002"], await ReadAgainAsync());
    }

    [Fact]
    public async Task A_catalogue_that_suddenly_has_less_than_half_of_its_titles_is_not_believed_before_the_third_time()
    {
        await ReadAsync();
        foreach (var id in _listed.Keys.Skip(19).ToList()) _listed.Remove(id);
        Assert.Empty(await ReadAgainAsync());
        Assert.Empty(await ReadAgainAsync());
        Assert.Equal(21, (await ReadAgainAsync()).Count(told => told.StartsWith("Removed", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_catalogue_with_half_of_its_titles_is_believed_and_an_empty_one_never()
    {
        await ReadAsync();
        foreach (var id in _listed.Keys.Skip(20).ToList()) _listed.Remove(id);
        Assert.Equal(20, (await ReadAgainAsync()).Count);
        _listed.Clear();
        for (var reading = 0; reading < 5; reading++) Assert.Empty(await ReadAgainAsync());
    }

    [Fact]
    public async Task Of_a_source_that_lists_only_some_of_a_catalogue_nothing_is_missing()
    {
        var justWatch = _silo.Grains.GetGrain<IPlatformGrain>("magellan_tv");
        _source.Always(SourceOutcome.Refused);
        await justWatch.KeepInStepAsync(["US"], CancellationToken.None);
        await ReadAsync(justWatch);
        _silo.Time.Leap(TimeSpan.FromHours(7));
        Assert.DoesNotContain(await ReadAsync(justWatch), told => told.StartsWith("Removed", StringComparison.Ordinal));
    }

    /// <summary>Has it grown old; what it lists then is what there is now, because its reminder's tick reads it, too.</summary>
    private async Task<IReadOnlyList<string>> ReadAgainAsync(int days = 0)
    {
        _silo.Time.Leap(TimeSpan.FromDays(days) + TimeSpan.FromHours(7));
        return await ReadAsync();
    }

    /// <summary>Reads the catalogue, and then the changes that nobody was told of yet.</summary>
    private async Task<IReadOnlyList<string>> ReadAsync(IPlatformGrain? platform = null)
    {
        await _silo.FlowAsync((platform ?? Netflix).ReadOnAsync(CancellationToken.None));
        var page = await _silo.Grains.GetGrain<IAvailabilityFeedGrain>(0).ReadAsync(_told, CancellationToken.None);
        Assert.False(page.HasMore);
        _told = page.Next;
        return [.. page.Events.Select(happened => $"{happened.Change.Kind} {happened.ContentId}")];
    }

    private async Task<TitleAvailability?> AvailabilityAsync(string id)
    {
        await _silo.SettleAsync();
        return await _silo.Grains.GetGrain<IContentGrain>(id).GetAvailabilityAsync(null, CancellationToken.None);
    }

    private SourceReply Answer(SourceQuery query)
    {
        if (query.Operation is SourceOperation.Expiring) return Reply([]);
        var start = int.Parse(query.Cursor ?? "0", CultureInfo.InvariantCulture);
        var next = start + PageSize;
        return Reply([.. _listed.Keys.Skip(start).Take(PageSize).Select(Record)]) with { NextCursor = next < _listed.Count ? $"{next}" : null, Unread = _unread };
    }

    private static SourceReply Reply(IReadOnlyList<SourceRecord> titles) => new() { Outcome = SourceOutcome.Answered, Titles = titles };

    private SourceRecord Record(string id) => new()
    {
        Source = Source,
        SourceId = id,
        Title = $"Title {id}",
        Type = ContentType.Movie,
        ExternalIds = new Dictionary<string, string> { ["imdb"] = id },
        Availability = [_listed[id] with { AsOf = _silo.Time.GetUtcNow() }],
    };

    private Offer OfferNow() => new() { Platform = "netflix", Region = "US", Kind = OfferKind.Subscription, Source = Source, AsOf = _silo.Time.GetUtcNow() };
}
