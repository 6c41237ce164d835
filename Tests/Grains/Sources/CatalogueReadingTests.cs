using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Platforms;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>Catalogues that are kept in step.</summary>
public sealed class CatalogueReadingTests : IAsyncLifetime
{
    private const int Pages = 45;

    private SourceSilo _silo = null!;
    private ScriptedSource _source = null!;

    private IPlatformGrain Netflix => _silo.Grains.GetGrain<IPlatformGrain>("netflix");

    public async Task InitializeAsync()
    {
        _silo = await SourceSilo.StartAsync(time => [_source = new ScriptedSource("streaming_availability", time, "key-1"), new ScriptedSource("watchmode", time, "key-1")]);
        _source.Script = (call, _) => Task.FromResult(PageOf(call.Query));
        await Netflix.KeepInStepAsync(["US"], CancellationToken.None);
    }

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_catalogue_is_read_page_by_page_to_its_end_and_every_page_once()
    {
        var reading = await ReadToTheEndAsync();
        Assert.Equal((Pages, false), (reading.Titles, reading.IsUnderWay));
        Assert.Equal(Enumerable.Range(0, Pages), CatalogueCalls());
        Assert.Contains(_source.Calls, call => call.Query.Operation is SourceOperation.Expiring);
        Assert.Equal(Pages, await _silo.Catalogue.GetVersionAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_was_interrupted_goes_on_where_it_was_and_with_the_same_source()
    {
        var fails = true;
        _source.Script = (call, _) => Task.FromResult(fails && call.Query.Cursor is "7" ? SourceReply.Of(SourceOutcome.Refused, "not now") : PageOf(call.Query));
        var stopped = await ReadOnAsync();
        Assert.Equal((7, true), (stopped.Titles, stopped.IsUnderWay));
        fails = false;
        var reading = await ReadToTheEndAsync();
        Assert.Equal(Pages, reading.Titles);
        Assert.Equal([.. Enumerable.Range(0, 8), .. Enumerable.Range(7, Pages - 7)], CatalogueCalls());
    }

    [Fact]
    public async Task A_catalogue_that_was_read_is_read_again_when_it_is_old()
    {
        var first = await ReadToTheEndAsync();
        Assert.Equal(first, await ReadOnAsync());
        _silo.Time.Advance(TimeSpan.FromHours(7));
        Assert.True((await ReadToTheEndAsync()).CompletedAt > first.CompletedAt);
    }

    [Fact]
    public async Task Prime_Video_is_read_every_hour_and_its_sources_are_asked_anew()
    {
        var prime = _silo.Grains.GetGrain<IPlatformGrain>("prime_video");
        _source.Script = (call, _) => Task.FromResult(ScriptedSource.Finds("streaming_availability", "Dune"));
        await prime.KeepInStepAsync(["US"], CancellationToken.None);
        await _silo.FlowAsync(prime.ReadOnAsync(CancellationToken.None));
        _silo.Time.Advance(TimeSpan.FromMinutes(59));
        await _silo.FlowAsync(prime.ReadOnAsync(CancellationToken.None));
        Assert.Single(OfPrime());
        _silo.Time.Advance(TimeSpan.FromMinutes(2));
        await _silo.FlowAsync(prime.ReadOnAsync(CancellationToken.None));
        Assert.Equal(2, OfPrime().Count());

        IEnumerable<Asked> OfPrime() => _source.Calls.Where(call => call.Query is { Operation: SourceOperation.Catalogue, Platform: "prime_video" });
    }

    [Fact]
    public async Task Reading_leaves_users_their_share_of_the_limits()
    {
        // Half of a hundred calls a minute are for what can wait.
        await ReadOnAsync();
        await ReadOnAsync();
        var stopped = await ReadOnAsync();
        Assert.True(stopped.IsUnderWay || _source.Calls.Count <= 50);
        Assert.Null((await _silo.AskAsync("streaming_availability", "dune")).Failure);
    }

    [Fact]
    public async Task A_region_that_is_no_longer_wanted_is_not_read_on()
    {
        await Netflix.KeepInStepAsync([], CancellationToken.None);
        Assert.Empty(await _silo.FlowAsync(Netflix.ReadOnAsync(CancellationToken.None)));
        Assert.Empty(_source.Calls);
    }

    private static SourceReply PageOf(SourceQuery query)
    {
        var page = int.Parse(query.Cursor ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        return ScriptedSource.Finds("streaming_availability", $"Title {page}") with { NextCursor = page + 1 < Pages ? $"{page + 1}" : null };
    }

    private IEnumerable<int> CatalogueCalls() => _source.Calls
        .Where(call => call.Query.Operation is SourceOperation.Catalogue)
        .Select(call => int.Parse(call.Query.Cursor ?? "0", System.Globalization.CultureInfo.InvariantCulture));

    private async Task<CatalogueReading> ReadOnAsync() => Assert.Single(await _silo.FlowAsync(Netflix.ReadOnAsync(CancellationToken.None)));

    private async Task<CatalogueReading> ReadToTheEndAsync()
    {
        for (var tick = 0; tick < 10; tick++)
        {
            if (await ReadOnAsync() is { IsUnderWay: false } done) return done;
            // Less than until the reminder's next tick, which would read at the same time.
            _silo.Time.Advance(TimeSpan.FromSeconds(50));
        }

        throw new InvalidOperationException("The catalogue has no end.");
    }
}
