using System.ComponentModel.DataAnnotations;
using MediaGateway.Domain.Sync;

namespace MediaGateway.ApiFrontend.Catalogue;

/// <summary>Two titles that are one.</summary>
/// <param name="ContentId">Any id of the one.</param>
/// <param name="OtherId">Any id of the other.</param>
public sealed record TitleMergeRequest(
    [property: Required, StringLength(SyncLimits.MaxContentIdLength, MinimumLength = 1)] string? ContentId,
    [property: Required, StringLength(SyncLimits.MaxContentIdLength, MinimumLength = 1)] string? OtherId);

/// <summary>The title that two have become.</summary>
/// <param name="ContentId">Its canonical id.</param>
/// <param name="AbsorbedId">The canonical id of the one that was taken in, which leads here now.</param>
public sealed record TitleMergeResponse(string ContentId, string AbsorbedId);

/// <summary>A title that took in another one wrongly.</summary>
/// <param name="ContentId">Any id of the title.</param>
/// <param name="AbsorbedId">The canonical id of the one that it took in.</param>
public sealed record TitleSplitRequest(
    [property: Required, StringLength(SyncLimits.MaxContentIdLength, MinimumLength = 1)] string? ContentId,
    [property: Required, StringLength(SyncLimits.MaxContentIdLength, MinimumLength = 1)] string? AbsorbedId);

/// <summary>The two titles that one has become.</summary>
/// <param name="ContentId">The canonical id of the one that keeps its place.</param>
/// <param name="RestoredId">The canonical id of the one that has its place back.</param>
public sealed record TitleSplitResponse(string ContentId, string RestoredId);
