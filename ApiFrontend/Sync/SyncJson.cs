using System.Text.Json;
using System.Text.Json.Serialization;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Domain.Time;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>How operations and stamps look on the wire, the same over HTTP and over the hub.</summary>
internal static class SyncJson
{
    /// <summary>Adds the converters.</summary>
    public static void AddConverters(JsonSerializerOptions options)
    {
        options.Converters.Add(new EffectConverter());
        options.Converters.Add(new HlcTimestampConverter());
    }

    /// <summary>Sets everything that HTTP has from elsewhere and the hub does not.</summary>
    public static void ConfigureHub(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        AddConverters(options);
    }
}

/// <summary>Effects by <see cref="EffectJson"/>.</summary>
internal sealed class EffectConverter : JsonConverter<Effect>
{
    /// <inheritdoc/>
    public override Effect Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return EffectJson.Read(document.RootElement);
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, Effect value, JsonSerializerOptions options) => EffectJson.Write(writer, value);
}

/// <summary>Stamps as <c>{physical, logical, node_id}</c>; only ever written, since requests read theirs with the operation.</summary>
internal sealed class HlcTimestampConverter : JsonConverter<HlcTimestamp>
{
    /// <inheritdoc/>
    public override HlcTimestamp Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new JsonException("A stamp is read with its operation.");

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, HlcTimestamp value, JsonSerializerOptions options) => OperationWriter.WriteHlc(writer, value);
}

/// <summary>Writes a document as it is.</summary>
internal sealed class StateDocumentConverter : JsonConverter<StateDocument>
{
    /// <inheritdoc/>
    public override StateDocument Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using var document = JsonDocument.ParseValue(ref reader);
        return new StateDocument(JsonSerializer.SerializeToUtf8Bytes(document.RootElement));
    }

    /// <inheritdoc/>
    public override void Write(Utf8JsonWriter writer, StateDocument value, JsonSerializerOptions options) =>
        writer.WriteRawValue(value.Utf8Json.Span, skipInputValidation: true);
}
