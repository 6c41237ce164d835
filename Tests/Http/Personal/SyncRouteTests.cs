using System.Text.Json;

namespace MediaGateway.Tests.Http.Personal;

/// <summary>Operations over HTTP: batches, what was missed, how far a device has read.</summary>
public sealed class SyncRouteTests : IAsyncLifetime
{
    private PersonalHost _host = null!;
    private string _ada = null!;
    private string _phone = null!;

    public async Task InitializeAsync()
    {
        _host = await PersonalHost.StartAsync();
        _ada = await _host.SignUpAsync();
        _phone = await _host.AddDeviceAsync(_ada);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Each_operation_is_answered_by_itself_and_the_bad_ones_stop_nothing()
    {
        var now = Now();
        string[] operations =
        [
            Add("a", 1, now),
            Add("a", 1, now),
            Add("a", 2, now),
            Add("ahead", 3, now + 61_000),
            Add("ancient", 4, 1_500_000_000_000),
            Add("beyond", 5, 1L << 48),
            Operation("unknown", now, """ "type":"watchlist_add","content_id":"imdb:tt9999999" """),
            Operation("typeless", now, """ "content_id":"imdb:tt0000001" """),
            Operation("nonsense", now, """ "type":"watchlist_dance","content_id":"imdb:tt0000001" """),
            Operation("negative", now, """ "type":"position_set","content_id":"imdb:tt0000001","position_ms":-1,"duration_ms":10 """),
            Operation("huge", now, """ "type":"position_set","content_id":"imdb:tt0000001","position_ms":9223372036854775808,"duration_ms":10 """),
            Operation("past the end", now, """ "type":"position_set","content_id":"imdb:tt0000001","position_ms":11,"duration_ms":10 """),
            Operation("moved", now, """ "type":"watchlist_move","content_id":"imdb:tt0000009","after":null """),
            "17",
            "null",
            Add("last", 6, now),
        ];
        var answer = await OpsAsync(_phone, operations);
        Assert.Equal(200, answer.Status);
        var results = answer.Body.GetProperty("results").EnumerateArray().Select(result => (Status: Text(result, "status"), Error: Text(result, "error"))).ToArray();
        Assert.Equal(operations.Length, results.Length);
        Assert.Equal(("applied", null), results[0]);
        Assert.Equal(("duplicate", null), results[1]);
        Assert.Equal(("refused", "op_id_reused"), results[2]);
        Assert.Equal(("refused", "clock_ahead"), results[3]);
        Assert.Equal(("refused", "too_old"), results[4]);
        Assert.Equal(("refused", "invalid_field"), results[5]);
        Assert.Equal(("refused", "unknown_content"), results[6]);
        Assert.All(results[7..12], result => Assert.Equal(("refused", "invalid_field"), result));
        Assert.Equal(("refused", "not_in_watchlist"), results[12]);
        Assert.All(results[13..15], result => Assert.Equal(("refused", "invalid_field"), result));
        Assert.Equal(("applied", null), results[15]);
        Assert.Equal(2, answer.Body.GetProperty("seq").GetInt64());
    }

    [Theory]
    [InlineData("""{"ops":[]}""")]
    [InlineData("""{"device_id":"x"}""")]
    [InlineData("""{"device_id":"x","ops":[]}""")]
    [InlineData("""{"device_id":"x","ops":{}}""")]
    [InlineData("""{"device_id":7,"ops":[{}]}""")]
    [InlineData("""{"device_id":"","ops":[{}]}""")]
    [InlineData("""[]""")]
    public async Task What_is_no_batch_is_refused(string body) => Assert.Equal(400, (await _host.SendAsync(_ada, "POST", "/api/v1/sync/ops", body)).Status);

    [Fact]
    public async Task A_move_after_what_is_gone_keeps_its_place_and_one_after_what_never_was_is_refused()
    {
        var now = Now();
        await OpsAsync(_phone, [Add("1", 1, now), Add("2", 2, now), Add("3", 3, now), Operation("gone", now, """ "type":"watchlist_remove","content_id":"imdb:tt0000001" """)]);
        var answer = await OpsAsync(_phone,
        [
            Operation("after what is gone", now, """ "type":"watchlist_move","content_id":"imdb:tt0000003","after":"imdb:tt0000001" """),
            Operation("after what never was", now, """ "type":"watchlist_move","content_id":"imdb:tt0000002","after":"imdb:tt0000009" """),
            Operation("after itself", now, """ "type":"watchlist_move","content_id":"imdb:tt0000002","after":"imdb:tt0000002" """),
        ]);
        Assert.Equal([null, "invalid_anchor", "invalid_anchor"], answer.Body.GetProperty("results").EnumerateArray().Select(result => Text(result, "error")));
        var list = await _host.SendAsync(_ada, "GET", "/api/v1/watchlist");
        Assert.Equal([PersonalHost.Title(3), PersonalHost.Title(2)], list.Items.Select(item => item.GetProperty("content_id").GetString()));
    }

    [Fact]
    public async Task A_batch_has_a_limit()
    {
        var now = Now();
        var many = Enumerable.Range(0, 501).Select(number => Add($"op {number}", (number % PersonalHost.TitleCount) + 1, now)).ToArray();
        var refused = await OpsAsync(_phone, many);
        Assert.Equal(400, refused.Status);
        Assert.Equal(["ops"], refused.Faults);
        var taken = await OpsAsync(_phone, many[..500]);
        Assert.Equal(200, taken.Status);
        Assert.Equal(500, taken.Body.GetProperty("seq").GetInt64());
    }

    [Fact]
    public async Task Another_users_device_can_neither_write_nor_acknowledge_nor_read()
    {
        var ben = await _host.SignUpAsync();
        Assert.Equal(404, (await _host.SendAsync(ben, "POST", "/api/v1/sync/ops", Batch(_phone, [Add("a", 1, Now())]))).Status);
        Assert.Equal(404, (await _host.SendAsync(ben, "POST", "/api/v1/sync/ack", $$"""{"device_id":"{{_phone}}","seq":0}""")).Status);
        Assert.Equal(404, (await _host.SendAsync(ben, "GET", $"/api/v1/sync/state?since=0&device_id={_phone}")).Status);
    }

    [Theory]
    [InlineData("since=-1", "since")]
    [InlineData("since=yesterday", "since")]
    [InlineData("since=9223372036854775808", "since")]
    [InlineData("since=2026-01-01", "since")]
    [InlineData("since=0&limit=0", "limit")]
    [InlineData("since=0&limit=501", "limit")]
    [InlineData("since=0&device_id=", "device_id")]
    public async Task What_cannot_be_asked_for_is_refused_by_the_field_at_fault(string query, string field)
    {
        var answer = await _host.SendAsync(_ada, "GET", $"/api/v1/sync/state?{query}");
        Assert.Equal(400, answer.Status);
        Assert.Equal([field], answer.Faults);
    }

    [Fact]
    public async Task What_was_missed_comes_in_pages_and_who_is_elsewhere_gets_a_snapshot()
    {
        await OpsAsync(_phone, [.. Enumerable.Range(1, 7).Select(number => Add($"op {number}", number, Now()))]);
        List<long> seen = [];
        var (since, epoch, more) = (0L, "", true);
        while (more)
        {
            var page = (await _host.SendAsync(_ada, "GET", $"/api/v1/sync/state?since={since}&limit=3{(epoch.Length == 0 ? "" : $"&log_epoch={epoch}")}")).Body;
            seen.AddRange(page.GetProperty("ops").EnumerateArray().Select(operation => operation.GetProperty("seq").GetInt64()));
            (since, epoch, more) = (page.GetProperty("seq").GetInt64(), page.GetProperty("log_epoch").GetString()!, page.GetProperty("more").GetBoolean());
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], seen);
        foreach (var query in new[] { "", "since=99", "since=3&log_epoch=another" })
        {
            var snapshot = (await _host.SendAsync(_ada, "GET", $"/api/v1/sync/state?{query}")).Body;
            Assert.Equal(7, snapshot.GetProperty("snapshot").GetProperty("items").GetArrayLength());
            Assert.Equal(7, snapshot.GetProperty("seq").GetInt64());
        }
    }

    [Theory]
    [InlineData("-1")]
    [InlineData("\"1\"")]
    [InlineData("1.5")]
    [InlineData("9223372036854775808")]
    [InlineData("null")]
    public async Task An_acknowledgement_names_a_number(string seq) =>
        Assert.Equal(400, (await _host.SendAsync(_ada, "POST", "/api/v1/sync/ack", $$"""{"device_id":"{{_phone}}","seq":{{seq}}}""")).Status);

    [Fact]
    public async Task An_acknowledgement_beyond_the_end_is_taken_for_the_end() =>
        Assert.Equal(204, (await _host.SendAsync(_ada, "POST", "/api/v1/sync/ack", $$"""{"device_id":"{{_phone}}","seq":9223372036854775807}""")).Status);

    private static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static string Operation(string id, long physical, string fields) =>
        $$"""{"op_id":"{{id}}","hlc":{"physical":{{physical}},"logical":0,"node_id":"phone"},{{fields}}}""";

    private static string Add(string id, int title, long physical) => Operation(id, physical, $""" "type":"watchlist_add","content_id":"{PersonalHost.Title(title)}" """);

    private static string Batch(string device, IEnumerable<string> operations) => $$"""{"device_id":"{{device}}","ops":[{{string.Join(',', operations)}}]}""";

    private long Now() => _host.Time.GetUtcNow().ToUnixTimeMilliseconds();

    private Task<PersonalHost.Answer> OpsAsync(string device, string[] operations) => _host.SendAsync(_ada, "POST", "/api/v1/sync/ops", Batch(device, operations));
}
