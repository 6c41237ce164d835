using System.Text.Json;
using System.Text.Json.Serialization;

namespace MediaGateway.Replay.Serving;

/// <summary>Modes by their names in small letters, never by number.</summary>
internal sealed class FailureModeConverter() : JsonStringEnumConverter<FailureMode>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
{
    /// <summary>The name of a mode.</summary>
    public static string NameOf(FailureMode mode) => JsonNamingPolicy.SnakeCaseLower.ConvertName(mode.ToString());
}
