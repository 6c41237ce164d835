using MediaGateway.Domain.Platforms;

namespace MediaGateway.Grains.Interfaces.Playback;

/// <summary>The answer to a hand-off.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Level">How far the link leads.</param>
/// <param name="DeepLink">What the target opens; null unless it was told.</param>
[GenerateSerializer, Immutable, Alias("mg.handoff-answer")]
public sealed record HandoffAnswer(
    [property: Id(0)] PlaybackOutcome Outcome,
    [property: Id(1)] DeepLinkLevel Level = DeepLinkLevel.App,
    [property: Id(2)] string? DeepLink = null);
