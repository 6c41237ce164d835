using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaGateway.Domain.Catalogue;

/// <summary>Writes an enumeration as snake_case text and refuses numbers and unknown names.</summary>
/// <typeparam name="TEnum">The enumeration.</typeparam>
public sealed class SnakeCaseEnumConverter<TEnum>() : JsonStringEnumConverter<TEnum>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where TEnum : struct, Enum;
