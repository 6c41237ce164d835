using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>A title on the list.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="AddedAt">When it was put on the list.</param>
/// <param name="Source">What led to it.</param>
/// <param name="Position">Its place in the user's order; the first is 0.</param>
[GenerateSerializer, Immutable, Alias("mg.listed-title")]
public sealed record ListedTitle(
    [property: Id(0)] string ContentId,
    [property: Id(1)] DateTimeOffset AddedAt,
    [property: Id(2)] WatchlistSource Source,
    [property: Id(3)] int Position);
