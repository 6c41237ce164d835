using System.Text.Json.Serialization;

namespace MediaGateway.Domain.Catalogue.Availability;

/// <summary>What a person notices between two states of a title: it came to a platform, left it, costs something else, or will leave soon.</summary>
[GenerateSerializer, Immutable, Alias("mg.availability-change")]
public sealed record AvailabilityChange
{
    /// <summary>What happened.</summary>
    [Id(0)] public required AvailabilityChangeKind Kind { get; init; }

    /// <summary>The offer that it happened to, of the source that can be relied on most; as it was, when it is gone.</summary>
    [Id(1)] public required Offer Offer { get; init; }

    /// <summary>From when it is so: for what will leave, when it does.</summary>
    [Id(2)] public required DateTimeOffset EffectiveAt { get; init; }

    /// <summary>What it cost before, where that changed.</summary>
    [Id(3)] public decimal? PriceBefore { get; init; }
}

/// <summary>What can happen to a title's availability.</summary>
[GenerateSerializer, Alias("mg.availability-change-kind"), JsonConverter(typeof(SnakeCaseEnumConverter<AvailabilityChangeKind>))]
public enum AvailabilityChangeKind
{
    /// <summary>A platform has it now that had not before, in this region, on these terms.</summary>
    Added,
    /// <summary>A platform no longer has it.</summary>
    Removed,
    /// <summary>It costs something else.</summary>
    PriceChanged,
    /// <summary>It leaves soon, which was not known, or not soon, before.</summary>
    Expiring,
}
