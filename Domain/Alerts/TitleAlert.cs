using System.Text.Json.Serialization;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Domain.Alerts;

/// <summary>Something that happened to a title on a user's list, on a service that the user has.</summary>
[GenerateSerializer, Immutable, Alias("mg.title-alert")]
public sealed record TitleAlert
{
    /// <summary>Counts the user's alerts from 1; a later one has a greater number.</summary>
    [Id(0)] public required long Number { get; init; }

    /// <summary>What happened.</summary>
    [Id(1)] public required AlertKind Kind { get; init; }

    /// <summary>The canonical id of the title.</summary>
    [Id(2)] public required string ContentId { get; init; }

    /// <summary>Its title.</summary>
    [Id(3)] public required string Title { get; init; }

    /// <summary>The service.</summary>
    [Id(4)] public required string Platform { get; init; }

    /// <summary>The region that the user watches in.</summary>
    [Id(5)] public required string Region { get; init; }

    /// <summary>When it was noticed.</summary>
    [Id(6)] public required DateTimeOffset At { get; init; }

    /// <summary>When it leaves, or left; null where that is not known.</summary>
    [Id(7)] public DateTimeOffset? LeavesAt { get; init; }
}

/// <summary>What a user is alerted of.</summary>
[GenerateSerializer, Alias("mg.alert-kind"), JsonConverter(typeof(SnakeCaseEnumConverter<AlertKind>))]
public enum AlertKind
{
    /// <summary>A service has the title that had not before.</summary>
    Arrived,
    /// <summary>A service has the title no longer.</summary>
    Left,
    /// <summary>A service will not have the title much longer.</summary>
    LeavingSoon,
}
