using MediaGateway.Domain.Catalogue;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>What the text typed so far may become.</summary>
/// <param name="Suggestions">Titles, the likeliest first.</param>
public sealed record SuggestResponse(IReadOnlyList<Suggestion> Suggestions);

/// <summary>One title to complete to.</summary>
/// <param name="ContentId">The canonical id.</param>
/// <param name="Title">The title as it is shown.</param>
/// <param name="Year">The year it came out; null where unknown.</param>
/// <param name="Type">What kind of thing it is.</param>
public sealed record Suggestion(string ContentId, string Title, int? Year, ContentType Type);
