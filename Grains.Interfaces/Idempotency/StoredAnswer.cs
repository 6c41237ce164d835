namespace MediaGateway.Grains.Interfaces.Idempotency;

/// <summary>An answer as it is given again.</summary>
/// <param name="Status">The status code.</param>
/// <param name="ContentType">The media type of the body; null without one.</param>
/// <param name="Location">The header of that name; null without one.</param>
/// <param name="Body">The body.</param>
[GenerateSerializer, Immutable, Alias("mg.stored-answer")]
public sealed record StoredAnswer(
    [property: Id(0)] int Status,
    [property: Id(1)] string? ContentType,
    [property: Id(2)] string? Location,
    [property: Id(3)] byte[] Body);
