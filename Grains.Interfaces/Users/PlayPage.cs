using MediaGateway.Domain.Sync.State;

namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>A part of the history, newest first.</summary>
/// <param name="Plays">The plays.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Next">What to ask for to get the part after this one; null at the end.</param>
/// <param name="Seq">The number of the log entry up to which the history counts.</param>
[GenerateSerializer, Immutable, Alias("mg.play-page")]
public sealed record PlayPage(
    [property: Id(0)] IReadOnlyList<Play> Plays,
    [property: Id(1)] int Total,
    [property: Id(2)] PlayCursor? Next,
    [property: Id(3)] long Seq);

/// <summary>A place in the history that stays one when plays come and go around it.</summary>
/// <param name="WatchedAt">When the play that was read last was watched.</param>
/// <param name="PlayId">Its id.</param>
[GenerateSerializer, Immutable, Alias("mg.play-cursor")]
public sealed record PlayCursor(
    [property: Id(0)] DateTimeOffset WatchedAt,
    [property: Id(1)] string PlayId)
{
    /// <summary>Before everything.</summary>
    public static PlayCursor Start { get; } = new(DateTimeOffset.MaxValue, "");
}
