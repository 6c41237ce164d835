using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedSilo.Storage;

/// <summary>Keeps states as JSON in memory, with versions, so that what a test sees is what a database would do.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, GrainId Id), Row> _rows = new();

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var row = _rows.GetValueOrDefault((stateName, grainId));
        grainState.State = row is null ? default : JsonSerializer.Deserialize<T>(row.Json);
        grainState.RecordExists = row is not null;
        grainState.ETag = row?.ETag;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        var before = Expect(key, grainState.ETag);
        var version = long.Parse(before?.ETag ?? "0", CultureInfo.InvariantCulture) + 1;
        var row = new Row(JsonSerializer.SerializeToUtf8Bytes(grainState.State), version.ToString(CultureInfo.InvariantCulture));
        if (before is null ? !_rows.TryAdd(key, row) : !_rows.TryUpdate(key, row, before))
        {
            Expect(key, grainState.ETag);
        }

        grainState.ETag = row.ETag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var key = (stateName, grainId);
        if (Expect(key, grainState.ETag) is { } before && !_rows.TryRemove(new(key, before)))
        {
            Expect(key, grainState.ETag);
        }

        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private Row? Expect((string Name, GrainId Id) key, string? etag)
    {
        var row = _rows.GetValueOrDefault(key);
        return row?.ETag == etag ? row : throw new InconsistentStateException($"'{key.Name}' of {key.Id} was written by another.", row?.ETag, etag);
    }

    private sealed record Row(byte[] Json, string ETag);
}
