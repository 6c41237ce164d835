namespace MediaGateway.Domain.Sync.Operations;

/// <summary>Where in the list a title is wanted.</summary>
/// <param name="Kind">How the place is given.</param>
/// <param name="Anchor">The title it comes after, for <see cref="PlacementKind.After"/>; else null.</param>
/// <remarks>The default value is <see cref="Unstated"/>.</remarks>
[GenerateSerializer, Immutable, Alias("mg.placement")]
public readonly record struct Placement(
    [property: Id(0)] PlacementKind Kind,
    [property: Id(1)] string? Anchor)
{
    /// <summary>No wish: a new title goes last, one that is there stays where it is.</summary>
    public static Placement Unstated => default;

    /// <summary>Before all others.</summary>
    public static Placement First => new(PlacementKind.First, null);

    /// <summary>Right after <paramref name="contentId"/>.</summary>
    public static Placement After(string contentId) => new(PlacementKind.After, contentId);
}

/// <summary>How a place in the list is given.</summary>
[GenerateSerializer]
public enum PlacementKind
{
    /// <summary>Not at all (<c>after</c> is absent).</summary>
    Unstated,
    /// <summary>First (<c>after</c> is null).</summary>
    First,
    /// <summary>After another title.</summary>
    After,
}
