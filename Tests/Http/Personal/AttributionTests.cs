using MediaGateway.Domain.Sources;

namespace MediaGateway.Tests.Http.Personal;

public sealed class AttributionTests : IAsyncLifetime
{
    private PersonalHost _host = null!;

    public async Task InitializeAsync() => _host = await PersonalHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Every_caller_can_read_what_must_be_shown_with_the_data_of_each_source()
    {
        var answer = await _host.SendAsync(await _host.SignUpAsync(), "GET", "/api/v1/sources");
        Assert.Equal(200, answer.Status);
        var sources = answer.Body.GetProperty("sources").EnumerateArray().ToDictionary(source => source.GetProperty("source").GetString()!);
        Assert.Equal(SourceDirectory.All.Select(source => source.Id), sources.Keys);
        Assert.Contains("not endorsed or certified by TMDB", sources["tmdb"].GetProperty("attribution").GetString(), StringComparison.Ordinal);
        Assert.Equal((180, "https://www.themoviedb.org/api-terms-of-use"), (sources["tmdb"].GetProperty("keep_days").GetInt32(), sources["tmdb"].GetProperty("terms").GetString()));
        Assert.Contains("JustWatch", sources["justwatch"].GetProperty("attribution").GetString(), StringComparison.Ordinal);
        Assert.All(SourceDirectory.All.Where(source => !source.Id.EndsWith("_direct", StringComparison.Ordinal)), source => Assert.NotNull(source.Attribution));
        Assert.Equal(401, (await _host.SendAsync(null, "GET", "/api/v1/sources")).Status);
    }
}
