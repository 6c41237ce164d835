using System.Collections.Concurrent;
using System.Text.Json;
using MediaGateway.Grains.Interfaces;
using Orleans.Runtime;
using Orleans.Storage;

namespace MediaGateway.Tests.Grains.Accounts;

/// <summary>Grain states as JSON in memory, which outlive a silo, with writes that fail on order.</summary>
internal sealed class FaultyGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string Name, string Grain), (string Json, string ETag)> _rows = new();
    private readonly Lock _writing = new();
    private readonly ConcurrentDictionary<string, int> _writesToFailure = new(StringComparer.Ordinal);

    /// <summary>The states of one name that are stored.</summary>
    public IEnumerable<string> Stored(string stateName) => _rows.Where(row => row.Key.Name == stateName).Select(row => row.Value.Json);

    /// <summary>The write of this state fails after so many that succeed; it is not stored.</summary>
    public void FailWrite(string stateName, int after = 0) => _writesToFailure[stateName] = after;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var exists = _rows.TryGetValue((stateName, grainId.ToString()), out var row);
        grainState.State = exists ? JsonSerializer.Deserialize<T>(row.Json)! : Activator.CreateInstance<T>();
        grainState.RecordExists = exists;
        grainState.ETag = exists ? row.ETag : null;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowIfOrdered(stateName);
        var etag = Guid.NewGuid().ToString();
        lock (_writing)
        {
            Expect(stateName, grainId, grainState.ETag);
            _rows[(stateName, grainId.ToString())] = (JsonSerializer.Serialize(grainState.State), etag);
        }

        grainState.ETag = etag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        ThrowIfOrdered(stateName);
        lock (_writing)
        {
            Expect(stateName, grainId, grainState.ETag);
            _rows.TryRemove((stateName, grainId.ToString()), out _);
        }

        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private void Expect(string stateName, GrainId grainId, string? etag)
    {
        var stored = _rows.TryGetValue((stateName, grainId.ToString()), out var row) ? row.ETag : null;
        if (stored != etag)
        {
            throw new InconsistentStateException("Another wrote it.", stored, etag);
        }
    }

    private void ThrowIfOrdered(string stateName)
    {
        if (!_writesToFailure.TryGetValue(stateName, out var left))
        {
            return;
        }

        if (left > 0)
        {
            _writesToFailure[stateName] = left - 1;
            return;
        }

        _writesToFailure.TryRemove(stateName, out _);
        throw new StorageUnavailableException("The write fails on order.");
    }
}
