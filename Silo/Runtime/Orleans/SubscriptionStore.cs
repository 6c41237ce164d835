using Orleans.Runtime;
using Orleans.Serialization;
using Orleans.Storage;

namespace MediaGateway.Silo.Runtime;

/// <summary>
/// Keeps states of grains that are Orleans's own where those of the gateway are kept. Their classes are made for its
/// serializer and not for JSON, so the JSON that is stored holds their bytes. What is subscribed to in one cluster is none of
/// the business of another on the same database, which would find that nobody is there.
/// </summary>
internal sealed class SubscriptionStore(IGrainStorage states, Serializer serializer, string clusterId) : IGrainStorage
{
    /// <inheritdoc/>
    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var kept = new GrainState<KeptBytes>();
        await states.ReadStateAsync(NameOf(stateName), grainId, kept);
        Copy(kept, grainState);
        grainState.State = kept.State is { Bytes.Length: > 0 } state ? serializer.Deserialize<T>(state.Bytes) : Activator.CreateInstance<T>();
    }

    /// <inheritdoc/>
    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var kept = new GrainState<KeptBytes>(new KeptBytes { Bytes = serializer.SerializeToArray(grainState.State) }, grainState.ETag) { RecordExists = grainState.RecordExists };
        await states.WriteStateAsync(NameOf(stateName), grainId, kept);
        Copy(kept, grainState);
    }

    /// <inheritdoc/>
    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var kept = new GrainState<KeptBytes>(new KeptBytes(), grainState.ETag) { RecordExists = grainState.RecordExists };
        await states.ClearStateAsync(NameOf(stateName), grainId, kept);
        Copy(kept, grainState);
        grainState.State = Activator.CreateInstance<T>();
    }

    private string NameOf(string stateName) => $"{stateName}@{clusterId}";

    private static void Copy<T>(GrainState<KeptBytes> from, IGrainState<T> to) => (to.ETag, to.RecordExists) = (from.ETag, from.RecordExists);
}

/// <summary>A state in the form in which Orleans sends it.</summary>
[GenerateSerializer]
internal sealed class KeptBytes
{
    /// <summary>What was serialized; empty where nothing was.</summary>
    [Id(0)]
    public byte[] Bytes { get; set; } = [];
}
