namespace MediaGateway.Domain.Catalogue;

/// <summary>Addresses of a title's pictures.</summary>
/// <param name="Poster">The upright one; null where there is none.</param>
/// <param name="Backdrop">The wide one; null where there is none.</param>
[GenerateSerializer, Immutable, Alias("mg.content-images")]
public sealed record ContentImages([property: Id(0)] string? Poster, [property: Id(1)] string? Backdrop)
{
    /// <summary>No pictures.</summary>
    public static ContentImages None { get; } = new(null, null);
}
