using System.Text.Json.Serialization;
using MediaGateway.ApiFrontend.Alerts;
using MediaGateway.Domain.Alerts;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Playback;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>Something the device is to do or to know at once. What does not belong to its type is left out.</summary>
/// <param name="Type">What.</param>
public sealed record CommandMessage(CommandType Type)
{
    /// <summary>The device was removed by its owner: it forgets the account. The connection ends after this.</summary>
    public static CommandMessage Unregistered { get; } = new(CommandType.Unregistered);

    /// <summary>The device whose playback it is about.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeviceId { get; init; }

    /// <summary>The playback session.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? SessionId { get; init; }

    /// <summary>The canonical id of the title that is played.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ContentId { get; init; }

    /// <summary>On which platform.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Platform { get; init; }

    /// <summary>Where, in milliseconds.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public long? PositionMs { get; init; }

    /// <summary>What the player is doing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public PlaybackState? State { get; init; }

    /// <summary>What to open to go on.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? DeepLink { get; init; }

    /// <summary>How far that leads.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DeepLinkLevel? Level { get; init; }

    /// <summary>What happened to a title on the list.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public AlertResponse? Alert { get; init; }

    /// <summary>The message that carries a command of the user's grain.</summary>
    internal static CommandMessage Of(DeviceCommand command) => command.Alert is { } alert ? OfAlert(alert) : new(TypeOf(command.Kind))
    {
        DeviceId = command.DeviceId,
        SessionId = command.SessionId,
        ContentId = command.ContentId,
        Platform = command.Platform,
        PositionMs = command.PositionMs,
        State = command.State,
        DeepLink = command.DeepLink,
        Level = command.Level,
    };

    private static CommandMessage OfAlert(TitleAlert alert) => new(CommandType.Alert) { Alert = AlertResponse.Of(alert) };

    private static CommandType TypeOf(DeviceCommandKind kind) => kind switch
    {
        DeviceCommandKind.Playback => CommandType.Playback,
        DeviceCommandKind.Handoff => CommandType.DeviceHandoff,
        DeviceCommandKind.HandedOff => CommandType.HandedOff,
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "It is no kind of command."),
    };
}

/// <summary>What a command says.</summary>
[JsonConverter(typeof(SnakeCaseEnumConverter<CommandType>))]
public enum CommandType
{
    /// <summary>The device was removed by its owner.</summary>
    Unregistered,
    /// <summary>A player elsewhere plays, pauses or is over.</summary>
    Playback,
    /// <summary>Go on with what another device has played so far.</summary>
    DeviceHandoff,
    /// <summary>Another device goes on with what this one has played so far: stop.</summary>
    HandedOff,
    /// <summary>A title on the list arrived on, left or will soon leave a service that the user has.</summary>
    Alert,
}
