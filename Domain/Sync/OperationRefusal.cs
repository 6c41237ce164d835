namespace MediaGateway.Domain.Sync;

/// <summary>Why an operation was not taken. The rest of its batch is not touched by it.</summary>
/// <param name="Error">The stable code, one of <see cref="RefusalCodes"/>.</param>
/// <param name="Message">The reason in words; names the field for <see cref="RefusalCodes.InvalidField"/>.</param>
/// <param name="Field">The field at fault, for <see cref="RefusalCodes.InvalidField"/>.</param>
[GenerateSerializer, Immutable, Alias("mg.operation-refusal")]
public sealed record OperationRefusal(
    [property: Id(0)] string Error,
    [property: Id(1)] string Message,
    [property: Id(2)] string? Field = null)
{
    /// <summary>A field is missing, of the wrong type, or out of its range.</summary>
    public static OperationRefusal InvalidField(string field, string reason) =>
        new(RefusalCodes.InvalidField, $"{field} {reason}", field);

    /// <summary>The same operation id was used before with other content.</summary>
    public static OperationRefusal OpIdReused(string opId) =>
        new(RefusalCodes.OpIdReused, $"op_id '{opId}' was used before for another operation");

    /// <summary>No title is known by this id.</summary>
    public static OperationRefusal UnknownContent(string contentId) =>
        new(RefusalCodes.UnknownContent, $"no title is known as '{contentId}'");
}

/// <summary>The codes of refusals.</summary>
public static class RefusalCodes
{
    /// <summary>The clock is further ahead of the server's than is allowed.</summary>
    public const string ClockAhead = "clock_ahead";

    /// <summary>The operation was made before the horizon to which operation ids are remembered, or before 2020.</summary>
    public const string TooOld = "too_old";

    /// <summary>The operation id was used for another operation.</summary>
    public const string OpIdReused = "op_id_reused";

    /// <summary>No title is known by the content id.</summary>
    public const string UnknownContent = "unknown_content";

    /// <summary>The title to place it after was never known, or is the title itself.</summary>
    public const string InvalidAnchor = "invalid_anchor";

    /// <summary>What is to be moved is not on the list.</summary>
    public const string NotInWatchlist = "not_in_watchlist";

    /// <summary>A field is missing, of the wrong type, or out of its range.</summary>
    public const string InvalidField = "invalid_field";
}
