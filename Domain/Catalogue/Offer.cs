using System.Text.Json.Serialization;

namespace MediaGateway.Domain.Catalogue;

/// <summary>One way to watch or hear a title on one platform in one region.</summary>
[GenerateSerializer, Immutable, Alias("mg.offer")]
public sealed record Offer
{
    /// <summary>The platform (<c>netflix</c>).</summary>
    [Id(0)] public required string Platform { get; init; }

    /// <summary>Two capital letters (ISO 3166-1).</summary>
    [Id(1)] public required string Region { get; init; }

    /// <summary>On which terms.</summary>
    [Id(2), JsonPropertyName("offer")] public required OfferKind Kind { get; init; }

    /// <summary>What it costs, for rent and buy.</summary>
    [Id(3)] public decimal? Price { get; init; }

    /// <summary>Three capital letters (ISO 4217).</summary>
    [Id(4)] public string? Currency { get; init; }

    /// <summary>The best picture there is (<c>sd</c>, <c>hd</c>, <c>4k</c>).</summary>
    [Id(5)] public string? Quality { get; init; }

    /// <summary>From when it is there.</summary>
    [Id(6)] public DateTimeOffset? AvailableFrom { get; init; }

    /// <summary>When it leaves.</summary>
    [Id(7)] public DateTimeOffset? LeavesAt { get; init; }

    /// <summary>The address that opens it there.</summary>
    [Id(8)] public string? DeepLink { get; init; }

    /// <summary>Who said so.</summary>
    [Id(9)] public required string Source { get; init; }

    /// <summary>When that was true.</summary>
    [Id(10)] public DateTimeOffset? AsOf { get; init; }

    /// <summary>The season of a series that it is for; null when it is for the whole title.</summary>
    [Id(11), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] public int? Season { get; init; }
}

/// <summary>The terms of an offer.</summary>
[GenerateSerializer, Alias("mg.offer-kind"), JsonConverter(typeof(SnakeCaseEnumConverter<OfferKind>))]
public enum OfferKind
{
    /// <summary>Part of a subscription.</summary>
    Subscription,
    /// <summary>For a few days against a price.</summary>
    Rent,
    /// <summary>For good against a price.</summary>
    Buy,
    /// <summary>For nothing.</summary>
    Free,
    /// <summary>For nothing, with advertisements.</summary>
    Ads,
}
