using MediaGateway.Domain.Catalogue.Availability;
using static MediaGateway.Tests.Catalogue.Availability.SomeOffers;

namespace MediaGateway.Tests.Http.Personal;

public sealed class ExpiringTests : IAsyncLifetime
{
    private PersonalHost _host = null!;

    public async Task InitializeAsync() => _host = await PersonalHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Who_names_no_region_hears_of_their_own_and_who_has_none_of_the_united_states()
    {
        var now = _host.Time.GetUtcNow();
        var ledger = _host.Silo.Availability;
        ledger.Add(AvailabilityFacts.Between(PersonalHost.Title(1), [], [Netflix(leavesAt: now.AddDays(3))], now));
        ledger.Add(AvailabilityFacts.Between(PersonalHost.Title(2), [], [Netflix(leavesAt: now.AddHours(1), region: "DE")], now));
        var token = await _host.SignUpAsync();

        Assert.Equal([(PersonalHost.Title(1), "US", 3)], await LeavingAsync(token, ""));
        await _host.SendAsync(token, "PATCH", "/api/v1/me", """{"region":"DE"}""");
        Assert.Equal([(PersonalHost.Title(2), "DE", 1)], await LeavingAsync(token, ""));
        Assert.Equal([(PersonalHost.Title(1), "US", 3)], await LeavingAsync(token, "?region=US"));
        Assert.Equal(401, (await _host.SendAsync(null, "GET", "/api/v1/discovery/expiring")).Status);
    }

    private async Task<IEnumerable<(string?, string?, int)>> LeavingAsync(string token, string query)
    {
        var answer = await _host.SendAsync(token, "GET", "/api/v1/discovery/expiring" + query);
        Assert.Equal(200, answer.Status);
        return [.. answer.Body.GetProperty("items").EnumerateArray().Select(item => (
            item.GetProperty("content_id").GetString(), item.GetProperty("region").GetString(), item.GetProperty("days_left").GetInt32()))];
    }
}
