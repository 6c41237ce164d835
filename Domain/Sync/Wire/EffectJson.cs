using System.Text.Json;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>
/// Effects as JSON. Clients get the operation's fields, and beside them <c>device_id</c>, <c>order_key</c> and <c>seq</c>
/// (<see cref="Write"/>); the journal keeps a shorter form (<see cref="Encode"/>).
/// </summary>
public static class EffectJson
{
    /// <summary>The effect as the journal keeps it, JSON in UTF-8.</summary>
    /// <exception cref="ArgumentException">The effect holds a remove that was not resolved.</exception>
    public static byte[] Encode(Effect effect) => JsonScratch.Write(effect, EffectRow.Write, static json => json.ToArray());

    /// <summary>Reads what <see cref="Encode"/> wrote, and also what <see cref="Write"/> did, as journals did at first.</summary>
    /// <exception cref="JsonException">It is neither.</exception>
    public static Effect Decode(ReadOnlyMemory<byte> json)
    {
        if (json.Span.StartsWith((byte)'['))
        {
            return EffectRow.Read(json.Span);
        }
        using var document = JsonDocument.Parse(json);
        return Read(document.RootElement);
    }

    /// <summary>Whether what <see cref="Decode"/> would read may be a position: false for nearly all that is none, at no cost.</summary>
    public static bool MayBePosition(ReadOnlySpan<byte> json) => !json.StartsWith((byte)'[') || EffectRow.IsPosition(json);

    /// <summary>Writes one effect as an object.</summary>
    public static void Write(Utf8JsonWriter writer, Effect effect)
    {
        writer.WriteStartObject();
        if (effect.Seq > 0)
        {
            writer.WriteNumber("seq"u8, effect.Seq);
        }
        OperationWriter.WriteFields(writer, effect.Operation);
        if (effect.OrderKey is { } key)
        {
            writer.WriteString("order_key"u8, key);
        }
        if (effect.DeviceId is { } device)
        {
            writer.WriteString("device_id"u8, device);
        }
        writer.WriteEndObject();
    }

    /// <summary>Reads one effect as clients get it.</summary>
    /// <exception cref="JsonException">It is not one.</exception>
    public static Effect Read(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            throw new JsonException("an effect must be an object");
        }
        var fields = new FieldReader(element);
        var operation = OperationReader.ReadOperation(fields, fields.Text("op_id", SyncLimits.MaxEffectIdLength), int.MaxValue);
        var deviceId = fields.IsMissing("device_id") ? null : fields.Text("device_id", SyncLimits.MaxContentIdLength);
        var orderKey = fields.IsMissing("order_key") ? null : fields.Text("order_key", SyncLimits.MaxContentIdLength);
        var seq = fields.WholeOrNull("seq", 0, long.MaxValue) ?? 0;
        return operation is not null && fields.Refusal is null
            ? new Effect(operation, deviceId, orderKey, seq)
            : throw new JsonException($"not an effect: {fields.Refusal?.Message}");
    }
}
