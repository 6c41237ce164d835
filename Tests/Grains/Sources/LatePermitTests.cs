using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Grains.Sources;
using MediaGateway.Tests.Grains.Accounts;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>Callers that stand still between being given a permit and using it.</summary>
public sealed class LatePermitTests
{
    private readonly MovableTime _time = new(SourceSilo.Start);
    private readonly ISourceGrain _book = Substitute.For<ISourceGrain>();
    private readonly ScriptedSource _tmdb;

    public LatePermitTests() => _tmdb = new ScriptedSource("tmdb", _time, "key-1");

    [Fact]
    public async Task A_permit_that_has_grown_old_is_not_used_and_another_one_is_asked_for()
    {
        Permits(TimeSpan.FromSeconds(12), TimeSpan.Zero);
        Assert.Null((await CallAsync()).Failure);
        Assert.Single(_tmdb.Calls);
        await _book.ReceivedWithAnyArgs(2).AcquireAsync(default!, default);
        await _book.ReceivedWithAnyArgs(1).ReportAsync(default!, default);
    }

    [Fact]
    public async Task Who_is_always_too_slow_sends_nothing_and_says_so()
    {
        Permits(TimeSpan.FromSeconds(12));
        Assert.Equal(SourceFailureKind.Timeout, (await CallAsync()).Failure!.Kind);
        Assert.Empty(_tmdb.Calls);
        await _book.ReceivedWithAnyArgs(3).AcquireAsync(default!, default);
    }

    [Fact]
    public async Task The_time_in_which_a_permit_was_written_down_does_not_make_it_old()
    {
        _book.AcquireAsync(default!, default).ReturnsForAnyArgs(_ =>
        {
            _time.Advance(TimeSpan.FromSeconds(2));
            return new PermitAnswer("key-1", null) { WrittenIn = TimeSpan.FromSeconds(2) };
        });
        Assert.Null((await CallAsync()).Failure);
        await _book.ReceivedWithAnyArgs(1).AcquireAsync(default!, default);
    }

    [Theory]
    [InlineData("tmdb", 250)]
    [InlineData("gracenote", 250)]
    [InlineData("youtube", 938)]
    public void A_permit_is_good_for_a_part_of_the_narrowest_window(string source, int milliseconds) =>
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), PermitBook.GoodFor(SourceDirectory.Find(source)!));

    /// <summary>Gives permits that reach the caller after these times, the last one again and again.</summary>
    private void Permits(params TimeSpan[] standingStill)
    {
        var given = 0;
        _book.AcquireAsync(default!, default).ReturnsForAnyArgs(_ =>
        {
            _time.Advance(standingStill[Math.Min(given++, standingStill.Length - 1)]);
            return new PermitAnswer("key-1", null);
        });
    }

    private async Task<CallEnd> CallAsync()
    {
        var grains = Substitute.For<IGrainFactory>();
        grains.GetGrain<ISourceGrain>("tmdb").Returns(_book);
        using var services = new ServiceCollection().AddLogging().AddMetrics().AddSingleton<SourceTelemetry>().BuildServiceProvider();
        var caller = new SourceCaller(grains, services.GetRequiredService<SourceTelemetry>(), _time, new RetryJitter(static () => 0.5));
        var query = new SourceQuery { Operation = SourceOperation.Search, Text = "dune", Region = "US" };
        return await caller.CallAsync(_tmdb, new SourceAsk("tmdb", query, CallPriority.Interactive, TimeSpan.FromSeconds(2)), CancellationToken.None);
    }
}
