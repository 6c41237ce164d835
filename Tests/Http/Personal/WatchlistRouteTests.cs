namespace MediaGateway.Tests.Http.Personal;

/// <summary>The watchlist over HTTP.</summary>
public sealed class WatchlistRouteTests : IAsyncLifetime
{
    private PersonalHost _host = null!;
    private string _ada = null!;

    public async Task InitializeAsync()
    {
        _host = await PersonalHost.StartAsync();
        _ada = await _host.SignUpAsync();
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_title_is_put_once_and_taken_off_as_often_as_one_likes()
    {
        Assert.Equal(201, (await PutAsync(1)).Status);
        Assert.Equal(200, (await PutAsync(1)).Status);
        Assert.Equal(204, (await _host.SendAsync(_ada, "DELETE", $"/api/v1/watchlist/{PersonalHost.Title(1)}")).Status);
        Assert.Equal(204, (await _host.SendAsync(_ada, "DELETE", $"/api/v1/watchlist/{PersonalHost.Title(1)}")).Status);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task The_list_keeps_the_users_order()
    {
        for (var number = 1; number <= 4; number++)
        {
            await PutAsync(number);
        }

        await MoveAsync(4, "null");
        await MoveAsync(1, $"\"{PersonalHost.Title(3)}\"");
        Assert.Equal((int[])[4, 2, 3, 1], await ListAsync());
        await PutAsync(5, $$"""{"after":"{{PersonalHost.Title(4)}}","source":"recommendation"}""");
        Assert.Equal((int[])[4, 5, 2, 3, 1], await ListAsync());
        Assert.Equal((int[])[4, 5, 2, 3, 1], await ListAsync(limit: 2));
    }

    [Theory]
    [InlineData("""{"source":"dream"}""", "source")]
    [InlineData("""{"source":1}""", "source")]
    [InlineData("""{"after":7}""", "after")]
    [InlineData("""{"after":"a\u0000b"}""", "after")]
    public async Task What_is_no_placement_is_refused_by_the_field_at_fault(string body, string field)
    {
        var answer = await PutAsync(1, body);
        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.Faults);
        Assert.Empty(await ListAsync());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    [InlineData("{\"source\":")]
    [InlineData("{\"source\":\"manual\",\"source\":\"manual\"}")]
    public async Task What_is_no_JSON_object_is_refused(string body)
    {
        Assert.Equal(400, (await PutAsync(1, body)).Status);
        Assert.Empty(await ListAsync());
    }

    [Fact]
    public async Task What_nobody_knows_is_not_put_and_not_moved()
    {
        Assert.Equal((404, "unknown_content"), await StatusAsync("PUT", "/api/v1/watchlist/imdb:tt9999999"));
        Assert.Equal(404, (await _host.SendAsync(_ada, "POST", $"/api/v1/watchlist/{PersonalHost.Title(1)}/move", """{"after":null}""")).Status);
        await PutAsync(1);
        var nowhere = await _host.SendAsync(_ada, "POST", $"/api/v1/watchlist/{PersonalHost.Title(1)}/move", """{"after":"imdb:tt9999999"}""");
        Assert.True(nowhere.Status is 400 or 404, $"{nowhere.Status}");
        var itself = await _host.SendAsync(_ada, "POST", $"/api/v1/watchlist/{PersonalHost.Title(1)}/move", $$"""{"after":"{{PersonalHost.Title(1)}}"}""");
        Assert.Equal(400, itself.Status);
        Assert.Equal(400, (await _host.SendAsync(_ada, "POST", $"/api/v1/watchlist/{PersonalHost.Title(1)}/move", "{}")).Status);
    }

    [Fact]
    public async Task Everybody_has_a_list_of_ones_own()
    {
        await PutAsync(1);
        var ben = await _host.SignUpAsync();
        Assert.Empty((await _host.SendAsync(ben, "GET", "/api/v1/watchlist")).Items);
        Assert.Equal(401, (await _host.SendAsync(null, "GET", "/api/v1/watchlist")).Status);
    }

    [Fact]
    public async Task Many_who_put_one_title_at_once_put_it_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => PutAsync(1)));
        Assert.Single(answers, answer => answer.Status is 201);
        Assert.All(answers, answer => Assert.True(answer.Status is 200 or 201));
        Assert.Equal((int[])[1], await ListAsync());
    }

    private Task<PersonalHost.Answer> PutAsync(int number, string? body = null) => _host.SendAsync(_ada, "PUT", $"/api/v1/watchlist/{PersonalHost.Title(number)}", body);

    private async Task MoveAsync(int number, string after) =>
        Assert.Equal(200, (await _host.SendAsync(_ada, "POST", $"/api/v1/watchlist/{PersonalHost.Title(number)}/move", $$"""{"after":{{after}}}""")).Status);

    private async Task<(int Status, string? Error)> StatusAsync(string method, string path)
    {
        var answer = await _host.SendAsync(_ada, method, path);
        return (answer.Status, answer.Error);
    }

    private async Task<int[]> ListAsync(int limit = 100)
    {
        List<int> numbers = [];
        string? cursor = null;
        do
        {
            var page = await _host.SendAsync(_ada, "GET", $"/api/v1/watchlist?limit={limit}{(cursor is null ? "" : $"&cursor={cursor}")}");
            numbers.AddRange(page.Items.Select(item => int.Parse(item.GetProperty("content_id").GetString()!["imdb:tt".Length..], System.Globalization.CultureInfo.InvariantCulture)));
            cursor = page.NextCursor;
        }
        while (cursor is not null);
        return [.. numbers];
    }
}
