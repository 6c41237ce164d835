using System.Text.Json.Serialization;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>Where a title is to be had.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="RequestedId">The id that was asked for, where it is another.</param>
/// <param name="On">The day that was asked for, in UTC; left out where none was: then it is as of now.</param>
/// <param name="Availability">The offers.</param>
public sealed record AvailabilityResponse(
    string ContentId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RequestedId,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateOnly? On,
    IReadOnlyList<Offer> Availability);
