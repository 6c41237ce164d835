using MediaGateway.Domain.Resilience;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Interfaces.Platforms;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>A platform whose questions leave sources alone for longer than others do: Netflix, for a minute.</summary>
public sealed class PlatformCircuitTests : IAsyncLifetime
{
    private static readonly TimeSpan HalfMinute = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, ScriptedSource> _sources = [];
    private SourceSilo _silo = null!;
    private int _asked;

    public async Task InitializeAsync() => _silo = await SourceSilo.StartAsync(time =>
    {
        foreach (var id in new[] { "streaming_availability", "watchmode" }) _sources.Add(id, new ScriptedSource(id, time, "key-1"));
        return [.. _sources.Values];
    });

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Theory]
    [InlineData("streaming_availability")]
    [InlineData("watchmode")]
    public async Task Netflix_leaves_every_source_of_its_chain_alone_for_a_minute(string source)
    {
        await OpenAsync(source);
        _silo.Time.Advance(HalfMinute);
        Assert.False(await IsAskedAsync("netflix", source));
        var standing = (await Platform("netflix").GetStatusAsync(CancellationToken.None)).Sources.Single(standing => standing.SourceId == source);
        Assert.Equal(CircuitState.Open, standing.Circuit);
        Assert.InRange(standing.RetryAfter!.Value, TimeSpan.FromSeconds(20), HalfMinute);

        _silo.Time.Advance(HalfMinute);
        Assert.True(await IsAskedAsync("netflix", source));
    }

    [Fact]
    public async Task Others_ask_the_same_source_after_half_a_minute_and_when_it_is_well_Netflix_does_too()
    {
        await OpenAsync("streaming_availability");
        _silo.Time.Advance(HalfMinute);
        _sources["streaming_availability"].Script = (_, _) => Task.FromResult(ScriptedSource.Finds("streaming_availability", "Dune"));
        Assert.False(await IsAskedAsync("netflix", "streaming_availability"));
        for (var probe = 0; probe < 3; probe++) Assert.True(await IsAskedAsync("mubi", "streaming_availability"));
        Assert.True(await IsAskedAsync("netflix", "streaming_availability"));
    }

    private IPlatformGrain Platform(string id) => _silo.Grains.GetGrain<IPlatformGrain>(id);

    private async Task OpenAsync(string source)
    {
        foreach (var other in _sources.Values.Where(other => other.Terms.Id != source)) other.Always(SourceOutcome.Refused);
        _sources[source].Always(SourceOutcome.Failed);
        while ((await _silo.StatusAsync(source)).Circuit is not CircuitState.Open) await SearchAsync("mubi");
    }

    /// <summary>Whether a search of the platform reaches the source.</summary>
    private async Task<bool> IsAskedAsync(string platform, string source)
    {
        var before = _sources[source].Calls.Count;
        await SearchAsync(platform);
        return _sources[source].Calls.Count > before;
    }

    // Each search is another one, so that none is answered from what is kept.
    private Task<PlatformAnswer> SearchAsync(string platform) =>
        _silo.FlowAsync(Platform(platform).SearchAsync($"dune {++_asked}", new PlatformAsk("US", SourceSilo.Budget), CancellationToken.None));
}
