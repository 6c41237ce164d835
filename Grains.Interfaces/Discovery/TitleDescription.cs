using MediaGateway.Domain.Catalogue;

namespace MediaGateway.Grains.Interfaces.Discovery;

/// <summary>The few facts about a title that lists show.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="Title">The title as it is shown.</param>
/// <param name="Type">What kind of thing it is.</param>
/// <param name="Year">The year it came out; null where unknown.</param>
/// <param name="RuntimeMinutes">Its running time; null where unknown.</param>
[GenerateSerializer, Immutable, Alias("mg.title-description")]
public sealed record TitleDescription(
    [property: Id(0)] string ContentId,
    [property: Id(1)] string Title,
    [property: Id(2)] ContentType Type,
    [property: Id(3)] int? Year,
    [property: Id(4)] int? RuntimeMinutes);
