namespace MediaGateway.Domain.Sync.Operations;

/// <summary>Rates a title, or takes the rating back.</summary>
/// <param name="ContentId">The title.</param>
/// <param name="RatingTenths">The rating in tenths, 0 to 50; null takes it back.</param>
[GenerateSerializer, Immutable, Alias("mg.op.rating-set")]
public sealed record RatingSet(
    [property: Id(0)] string ContentId,
    [property: Id(1)] int? RatingTenths) : Operation
{
    /// <inheritdoc/>
    public override string Type => OperationTypes.RatingSet;
}

/// <summary>Sets a preference.</summary>
/// <param name="Key">Its name.</param>
/// <param name="ValueJson">Its value as JSON without white space; <c>null</c> unsets it.</param>
[GenerateSerializer, Immutable, Alias("mg.op.preference-set")]
public sealed record PreferenceSet(
    [property: Id(0)] string Key,
    [property: Id(1)] string ValueJson) : Operation
{
    /// <summary>The value that unsets a preference.</summary>
    public const string Unset = "null";

    /// <inheritdoc/>
    public override string Type => OperationTypes.PreferenceSet;
}

/// <summary>
/// Says that two ids are one title, or that they are not after all. Only the server makes it. Which of the two is called
/// <c>from</c> does not matter: the least id of all that are one stands for them.
/// </summary>
/// <param name="From">One id.</param>
/// <param name="To">The other.</param>
/// <param name="Retracted">Whether an earlier alias of the two is taken back.</param>
[GenerateSerializer, Immutable, Alias("mg.op.content-alias")]
public sealed record ContentAlias(
    [property: Id(0)] string From,
    [property: Id(1)] string To,
    [property: Id(2)] bool Retracted) : Operation
{
    /// <inheritdoc/>
    public override string Type => OperationTypes.ContentAlias;
}
