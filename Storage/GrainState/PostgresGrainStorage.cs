using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using MediaGateway.Storage.Connections;
using Npgsql;
using NpgsqlTypes;
using Orleans.Runtime;
using Orleans.Storage;

namespace MediaGateway.Storage.GrainState;

/// <summary>
/// The states of grains, one row each, as JSON that an operator can read. A write names the version it read; the
/// version comes from a sequence, so a state that was cleared and written anew is never taken for the old one.
/// </summary>
internal sealed class PostgresGrainStorage(Database database, string serviceId) : IGrainStorage
{
    private const string ReadText = "select version, state from grain_state where service_id = $1 and state_name = $2 and grain_id = $3";
    private const string InsertText = """
        insert into grain_state (service_id, state_name, grain_id, state) values ($1, $2, $3, $4)
        on conflict do nothing returning version
        """;
    private const string UpdateText = """
        update grain_state set state = $4, version = nextval('grain_state_version'), modified_at = now()
        where service_id = $1 and state_name = $2 and grain_id = $3 and version = $5 returning version
        """;
    private const string DeleteText = "delete from grain_state where service_id = $1 and state_name = $2 and grain_id = $3 and version = $4 returning version";

    // The rows are not shown in web pages: titles and names stay readable.
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <inheritdoc/>
    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        // A key that cannot be stored has nothing stored.
        var row = StorableText.Is(grainId.ToString()) ? await ReadRowAsync(stateName, grainId, cancellationToken).ConfigureAwait(false) : null;
        grainState.State = row is { State: var state } ? JsonSerializer.Deserialize<T>(state, _json)! : Empty<T>();
        grainState.ETag = row?.ETag;
        grainState.RecordExists = row is not null;
    }

    /// <inheritdoc/>
    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        if (!StorableText.Is(grainId.ToString())) throw new ArgumentException("The grain's key has a NUL character or half a surrogate pair, which cannot be stored.", nameof(grainId));
        var state = new NpgsqlParameter<byte[]> { TypedValue = JsonSerializer.SerializeToUtf8Bytes(grainState.State, _json), NpgsqlDbType = NpgsqlDbType.Json };
        var expected = Version(grainState.ETag);
        var version = grainState.ETag is null
            ? await ExecuteAsync(InsertText, stateName, grainId, cancellationToken, state).ConfigureAwait(false)
            : await ExecuteAsync(UpdateText, stateName, grainId, cancellationToken, state, expected).ConfigureAwait(false);
        grainState.ETag = ETag(version ?? throw await InconsistentAsync(stateName, grainId, grainState.ETag, cancellationToken).ConfigureAwait(false));
        grainState.RecordExists = true;
    }

    /// <inheritdoc/>
    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) => ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var cleared = grainState.ETag is null
            ? await ReadRowAsync(stateName, grainId, cancellationToken).ConfigureAwait(false) is null
            : await ExecuteAsync(DeleteText, stateName, grainId, cancellationToken, Version(grainState.ETag)).ConfigureAwait(false) is not null;
        if (!cleared) throw await InconsistentAsync(stateName, grainId, grainState.ETag, cancellationToken).ConfigureAwait(false);
        grainState.State = Empty<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
    }

    private Task<(string ETag, byte[] State)?> ReadRowAsync(string stateName, GrainId grainId, CancellationToken cancellationToken) => database.UseAsync<(string ETag, byte[] State)?>(
        async (connection, token) =>
        {
            await using var command = Command(ReadText, connection, stateName, grainId);
            await command.PrepareAsync(token).ConfigureAwait(false);
            await using var reader = await command.ExecuteReaderAsync(token).ConfigureAwait(false);
            return await reader.ReadAsync(token).ConfigureAwait(false) ? (ETag(reader.GetInt64(0)), reader.GetFieldValue<byte[]>(1)) : null;
        },
        cancellationToken);

    private Task<long?> ExecuteAsync(string text, string stateName, GrainId grainId, CancellationToken cancellationToken, params NpgsqlParameter[] more) => database.UseAsync(
        async (connection, token) =>
        {
            await using var command = Command(text, connection, stateName, grainId);
            command.Parameters.AddRange(more);
            await command.PrepareAsync(token).ConfigureAwait(false);
            return await command.ExecuteScalarAsync(token).ConfigureAwait(false) as long?;
        },
        cancellationToken);

    private NpgsqlCommand Command(string text, NpgsqlConnection connection, string stateName, GrainId grainId) => new(text, connection)
    {
        Parameters =
        {
            new NpgsqlParameter<string> { TypedValue = serviceId },
            new NpgsqlParameter<string> { TypedValue = stateName },
            new NpgsqlParameter<string> { TypedValue = grainId.ToString() },
        },
    };

    private async Task<InconsistentStateException> InconsistentAsync(string stateName, GrainId grainId, string? etag, CancellationToken cancellationToken)
    {
        var stored = await ReadRowAsync(stateName, grainId, cancellationToken).ConfigureAwait(false);
        return new($"State '{stateName}' of {grainId} was changed by another activation.", stored?.ETag, etag);
    }

    private static string ETag(long version) => version.ToString(CultureInfo.InvariantCulture);

    /// <summary>The version as a parameter; a text that is no version of ours matches no row.</summary>
    private static NpgsqlParameter<long> Version(string? etag) =>
        new() { TypedValue = long.TryParse(etag, NumberStyles.None, CultureInfo.InvariantCulture, out var version) ? version : -1 };

    /// <summary>What a state begins as; nothing where only its grain can make one.</summary>
    private static T Empty<T>() => typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null ? Activator.CreateInstance<T>() : default!;
}
