using System.Text.Json;
using Orleans.Storage;

namespace MediaGateway.Silo.Runtime;

/// <summary>Has the stock storage provider write the JSON that the gateway's own storage writes.</summary>
internal sealed class StateJson : IGrainStorageSerializer
{
    /// <inheritdoc/>
    public BinaryData Serialize<T>(T? input) => new(JsonSerializer.SerializeToUtf8Bytes(input));

    /// <inheritdoc/>
    public T? Deserialize<T>(BinaryData input) => JsonSerializer.Deserialize<T>(input.ToMemory().Span);
}
