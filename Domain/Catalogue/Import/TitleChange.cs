namespace MediaGateway.Domain.Catalogue.Import;

/// <summary>One title that an import made or changed.</summary>
/// <param name="Content">The title as it shall be.</param>
/// <param name="Before">The title as it was read; null when it is new.</param>
/// <param name="OutsideIds">Ids that lead to it, besides its own.</param>
/// <param name="Absorbs">Stored titles that it takes in.</param>
public sealed record TitleChange(Content Content, StoredTitle? Before, IReadOnlyList<string> OutsideIds, IReadOnlyList<StoredTitle> Absorbs)
{
    /// <summary>The version it was read at; 0 when it is new.</summary>
    public long ExpectedVersion => Before?.Version ?? 0;
}
