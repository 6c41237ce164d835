using System.Globalization;
using System.Text;
using MediaGateway.Grains.Content;

namespace MediaGateway.Tests.Integration.Storage;

public sealed class CatalogueStoreTests : IAsyncLifetime
{
    private StorageHost _host = null!;

    private ICatalogueStore Store => _host.Get<ICatalogueStore>();

    public async Task InitializeAsync() => _host = await StorageHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task An_empty_catalogue_is_at_version_zero()
    {
        Assert.Equal(0, await Store.GetVersionAsync(default));
        Assert.Empty(await ReadAfterAsync(0));
        Assert.Empty(await Store.FindAsync(["imdb:tt1", "nul\0", "half\ud800"], default));
        Assert.True(await Store.WriteAsync([], default));
    }

    [Fact]
    public async Task A_title_is_found_by_each_of_its_ids_as_it_was_written()
    {
        Assert.True(await Store.WriteAsync([Write("imdb:tt1", 0, "first é\\u0000", "tmdb:movie:1", "wikipedia:One")], default));

        var found = await Store.FindAsync(["imdb:tt1", "wikipedia:One", "tmdb:movie:1", "tmdb:movie:2"], default);

        Assert.Equal(["imdb:tt1", "tmdb:movie:1", "wikipedia:One"], found.Keys.Order());
        Assert.All(found.Values, row => Assert.Equal(("imdb:tt1", 1L, """{"title":"first é\u0000"}"""), (row.ContentId, row.Version, Text(row))));
    }

    [Fact]
    public async Task A_write_on_a_version_that_is_no_longer_true_changes_nothing_at_all()
    {
        await Store.WriteAsync([Write("a", 0, "a1")], default);
        await Store.WriteAsync([Write("a", 1, "a2")], default);

        Assert.False(await Store.WriteAsync([Write("b", 0, "b1", "outside"), Write("a", 1, "late")], default));
        Assert.False(await Store.WriteAsync([Write("a", 0, "new")], default));
        Assert.False(await Store.WriteAsync([Write("unknown", 7, "x")], default));

        Assert.Equal(["a@2=a2"], await ReadAfterAsync(0));
        Assert.Empty(await Store.FindAsync(["b", "outside"], default));
        Assert.Equal(2, await Store.GetVersionAsync(default));
    }

    [Fact]
    public async Task Changed_titles_come_again_after_the_version_that_was_read()
    {
        await Store.WriteAsync([Write("a", 0, "a1"), Write("b", 0, "b1"), Write("c", 0, "c1")], default);
        await Store.WriteAsync([Write("b", 2, "b2")], default);

        Assert.Equal(["b@4=b2"], await ReadAfterAsync(3));
        Assert.Equal(["a@1=a1", "c@3=c1", "b@4=b2"], await ReadAfterAsync(0));
    }

    [Fact]
    public async Task An_outside_id_leads_to_the_title_that_named_it_last()
    {
        await Store.WriteAsync([Write("a", 0, "a", "shared", "own")], default);
        await Store.WriteAsync([Write("b", 0, "b", "shared"), Write("c", 0, "c", "twice"), Write("d", 0, "d", "twice")], default);

        var found = await Store.FindAsync(["shared", "own", "twice"], default);

        Assert.Equal(("b", "a", "d"), (found["shared"].ContentId, found["own"].ContentId, found["twice"].ContentId));
    }

    [Fact]
    public async Task A_title_that_is_absorbed_is_gone_and_all_its_ids_lead_to_the_other()
    {
        await Store.WriteAsync([Write("tmdb:movie:1", 0, "old", "wikipedia:One"), Write("imdb:tt1", 0, "new")], default);
        var stale = Write("imdb:tt1", 2, "both") with { Absorbs = [new("tmdb:movie:1", 7)] };
        Assert.False(await Store.WriteAsync([stale], default));

        Assert.True(await Store.WriteAsync([stale with { Absorbs = [new("tmdb:movie:1", 1)] }], default));

        var found = await Store.FindAsync(["tmdb:movie:1", "wikipedia:One", "imdb:tt1"], default);
        Assert.Equal(3, found.Count);
        Assert.All(found.Values, row => Assert.Equal("imdb:tt1", row.ContentId));
        Assert.Equal(["imdb:tt1@3=both"], await ReadAfterAsync(0));
    }

    [Fact]
    public async Task A_title_that_a_new_one_absorbs_in_the_same_write_leads_to_it()
    {
        await Store.WriteAsync([Write("old", 0, "old", "outside")], default);

        Assert.True(await Store.WriteAsync([Write("new", 0, "new") with { Absorbs = [new("old", 1)] }], default));

        Assert.Equal("new", (await Store.FindAsync(["outside"], default))["outside"].ContentId);
    }

    [Fact]
    public async Task A_title_that_is_given_back_has_all_its_ids_again_and_those_that_it_had_taken_in()
    {
        await Store.WriteAsync([Write("c", 0, "c", "out:c"), Write("b", 0, "b", "out:b"), Write("a", 0, "a", "out:a")], default);
        Assert.True(await Store.WriteAsync([Write("b", 2, "bc") with { Absorbs = [new("c", 1)] }], default));
        Assert.True(await Store.WriteAsync([Write("a", 3, "abc", "out:new") with { Absorbs = [new("b", 4)] }], default));
        Assert.All((await Store.FindAsync(["a", "b", "c", "out:a", "out:b", "out:c"], default)).Values, row => Assert.Equal("a", row.ContentId));

        Assert.True(await Store.WriteAsync([Write("a", 5, "a"), Write("b", 0, "bc", "out:new") with { TakesBack = ["b", "c"] }], default));

        await LeadToAsync("a a b b b b");
        Assert.True(await Store.WriteAsync([Write("b", 7, "b"), Write("c", 0, "c") with { TakesBack = ["c"] }], default));
        await LeadToAsync("a a b b c c");

        async Task LeadToAsync(string expected)
        {
            var found = await Store.FindAsync(["a", "out:a", "b", "out:b", "c", "out:c", "out:new"], default);
            Assert.Equal(expected, string.Join(' ', ((string[])["a", "out:a", "b", "out:b", "c", "out:c"]).Select(id => found[id].ContentId)));
            Assert.Equal("b", found["out:new"].ContentId);
        }
    }

    [Fact]
    public async Task One_title_twice_in_a_write_is_the_callers_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Store.WriteAsync([Write("a", 0, "1"), Write("a", 0, "2")], default));

    [Fact]
    public async Task A_reader_that_follows_the_versions_misses_nothing_that_many_writers_write()
    {
        using var written = new CancellationTokenSource();
        var following = FollowAsync(written.Token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            for (var batch = 0; batch < 20; batch++)
            {
                CatalogueWrite[] writes = [.. Enumerable.Range(0, 10).Select(i => Write(string.Create(CultureInfo.InvariantCulture, $"w{writer}-{batch}-{i}"), 0, "t"))];
                Assert.True(await Store.WriteAsync(writes, default));
            }
        }));
        await written.CancelAsync();

        var followed = await following;

        Assert.Equal(1_600, followed.Count);
        Assert.Equal(Enumerable.Range(1, 1_600).Select(version => (long)version), followed);
    }

    [Fact]
    public async Task More_titles_than_a_page_are_read_in_order()
    {
        CatalogueWrite[] writes = [.. Enumerable.Range(0, 4_500).Select(i => Write(string.Create(CultureInfo.InvariantCulture, $"id-{i}"), 0, "t"))];
        await Store.WriteAsync(writes, default);

        var read = await ReadAfterAsync(0);

        Assert.Equal(4_500, read.Count);
        Assert.Equal("id-4499@4500=t", read[^1]);
    }

    private async Task<List<long>> FollowAsync(CancellationToken written)
    {
        var versions = new List<long>();
        for (var last = false; !last;)
        {
            last = written.IsCancellationRequested;
            await foreach (var row in Store.ReadAfterAsync(versions.Count == 0 ? 0 : versions[^1], default)) versions.Add(row.Version);
        }
        return versions;
    }

    private async Task<List<string>> ReadAfterAsync(long version)
    {
        var rows = new List<string>();
        await foreach (var row in Store.ReadAfterAsync(version, default))
        {
            rows.Add(string.Create(CultureInfo.InvariantCulture, $"{row.ContentId}@{row.Version}={Text(row)[10..^2]}"));
        }
        return rows;
    }

    private static CatalogueWrite Write(string id, long expected, string title, params string[] outside) =>
        new(id, expected, outside, Encoding.UTF8.GetBytes($$"""{"title":"{{title}}"}"""));

    private static string Text(CatalogueRow row) => Encoding.UTF8.GetString(row.Document.Span);
}
