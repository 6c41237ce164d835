using MediaGateway.Grains.Sources;
using MediaGateway.Storage.Connections;
using MediaGateway.Storage.GrainState;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Orleans.Runtime;
using Orleans.Storage;

namespace MediaGateway.Tests.Integration.Storage;

public sealed class GrainStorageTests : IAsyncLifetime
{
    private static readonly GrainId _grain = GrainId.Create("account", "ada@example.org");
    private StorageHost _host = null!;

    private IGrainStorage Storage => _host.Services.GetRequiredKeyedService<IGrainStorage>("Default");

    public async Task InitializeAsync() => _host = await StorageHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task A_state_that_was_never_written_is_a_new_one()
    {
        var state = await ReadAsync(_grain);

        Assert.Equal((new Note(), null, false), (state.State, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task What_was_written_is_read_back_with_its_version()
    {
        var written = new GrainState<Note>(new() { Text = "naïve \"quoted\" \0 \ud83c\udfac", Numbers = [1, 2] });
        await Storage.WriteStateAsync("note", _grain, written);

        var read = await ReadAsync(_grain);

        Assert.Equal((written.State!.Text, written.ETag, true), (read.State!.Text, read.ETag, read.RecordExists));
        Assert.Equal([1, 2], read.State.Numbers);
    }

    [Fact]
    public async Task Answers_of_sources_go_when_they_are_of_no_use_and_nothing_else_does()
    {
        foreach (var old in new[] { "imdb/old", "former/old", "spotify/old" }) await Storage.WriteStateAsync(KeptAnswer.StateName, GrainId.Create("source-answer", old), new GrainState<Note>(new()));
        await Storage.WriteStateAsync(KeptAnswer.StateName, GrainId.Create("source-answer", "imdb/stale"), new GrainState<Note>(new()));
        await Storage.WriteStateAsync("note", _grain, new GrainState<Note>(new()));
        await _host.Get<Database>().UseAsync(
            async (connection, token) =>
            {
                await using var command = new NpgsqlCommand("update grain_state set modified_at = now() - case when grain_id like '%/spotify/%' or grain_id like '%/stale' then interval '9 days' else interval '32 days' end", connection);
                return await command.ExecuteNonQueryAsync(token);
            },
            CancellationToken.None);
        await Storage.WriteStateAsync(KeptAnswer.StateName, GrainId.Create("source-answer", "imdb/new"), new GrainState<Note>(new()));
        Assert.Equal(3, await _host.Services.GetRequiredService<KeptAnswerUpkeep>().RemoveAsync(CancellationToken.None));
        Assert.True((await ReadAsync(_grain)).RecordExists);
        Assert.Equal(0, await _host.Services.GetRequiredService<KeptAnswerUpkeep>().RemoveAsync(CancellationToken.None));
    }

    [Fact]
    public async Task Of_two_activations_that_read_the_same_version_the_second_to_write_is_refused()
    {
        await Storage.WriteStateAsync("note", _grain, new GrainState<Note>(new()));
        var (one, two) = (await ReadAsync(_grain), await ReadAsync(_grain));
        await Storage.WriteStateAsync("note", _grain, one);

        var refused = await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("note", _grain, two));

        Assert.Equal((one.ETag, two.ETag), (refused.StoredEtag, refused.CurrentEtag));
    }

    [Fact]
    public async Task Of_two_that_found_nothing_the_second_to_write_is_refused()
    {
        await Storage.WriteStateAsync("note", _grain, new GrainState<Note>(new()));

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("note", _grain, new GrainState<Note>(new())));
    }

    [Fact]
    public async Task Of_many_concurrent_writers_of_one_version_exactly_one_wins()
    {
        await Storage.WriteStateAsync("note", _grain, new GrainState<Note>(new()));
        var read = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => ReadAsync(_grain)));

        var won = await Task.WhenAll(read.Select(async state =>
        {
            try
            {
                await Storage.WriteStateAsync("note", _grain, state);
                return true;
            }
            catch (InconsistentStateException)
            {
                return false;
            }
        }));

        Assert.Single(won, true);
    }

    [Fact]
    public async Task A_state_that_was_cleared_and_written_anew_is_not_the_one_that_was_read()
    {
        var first = new GrainState<Note>(new());
        await Storage.WriteStateAsync("note", _grain, first);
        var stale = await ReadAsync(_grain);
        await Storage.ClearStateAsync("note", _grain, first);
        await Storage.WriteStateAsync("note", _grain, first);

        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.WriteStateAsync("note", _grain, stale));
        await Assert.ThrowsAsync<InconsistentStateException>(() => Storage.ClearStateAsync("note", _grain, stale));
    }

    [Fact]
    public async Task A_cleared_state_is_gone_and_clearing_nothing_is_no_fault()
    {
        var state = new GrainState<Note>(new() { Text = "x" });
        await Storage.WriteStateAsync("note", _grain, state);
        await Storage.ClearStateAsync("note", _grain, state);

        await Storage.ClearStateAsync("note", _grain, state);

        Assert.False((await ReadAsync(_grain)).RecordExists);
        Assert.Equal((new Note(), null, false), (state.State, state.ETag, state.RecordExists));
    }

    [Fact]
    public async Task States_of_other_names_grains_and_services_are_apart()
    {
        await Storage.WriteStateAsync("note", _grain, new GrainState<Note>(new()));

        var other = new GrainState<Note>();
        await Storage.ReadStateAsync("other", _grain, other);
        Assert.False(other.RecordExists);
        Assert.False((await ReadAsync(GrainId.Create("account", "bob@example.org"))).RecordExists);
    }

    [Fact]
    public async Task A_key_that_cannot_be_stored_has_nothing_stored()
    {
        var grain = GrainId.Create("account", "nul\0key");

        Assert.False((await ReadAsync(grain)).RecordExists);
        await Assert.ThrowsAsync<ArgumentException>(() => Storage.WriteStateAsync("note", grain, new GrainState<Note>(new())));
    }

    private async Task<GrainState<Note>> ReadAsync(GrainId grain)
    {
        var state = new GrainState<Note>();
        await Storage.ReadStateAsync("note", grain, state);
        return state;
    }

    private sealed record Note
    {
        public string Text { get; init; } = "";

        public IReadOnlyList<int>? Numbers { get; init; }
    }
}
