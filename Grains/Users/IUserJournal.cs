using MediaGateway.Grains.Interfaces;

namespace MediaGateway.Grains.Users;

/// <summary>
/// The durable log of every user's effects. Appends of many users share commits; the head of each user
/// (<c>user_heads</c>) fences a second activation, so that each sequence number is given once.
/// </summary>
public interface IUserJournal
{
    /// <summary>
    /// Appends one user's entries, all or none, and completes only after the commit. The entries' numbers are
    /// <c>ExpectedSeq + 1</c> and on, without holes.
    /// </summary>
    /// <exception cref="JournalOverloadedException">The queue is full: nothing was written.</exception>
    /// <exception cref="JournalRefusedException">The entries cannot be stored as they are: nothing was written.</exception>
    /// <exception cref="JournalUnavailableException">The database did not answer: whether the entries were written is unknown until it is read again.</exception>
    ValueTask<AppendOutcome> AppendAsync(UserAppend append, CancellationToken cancellationToken);

    /// <summary>The newest snapshot and the entries after it, in one or two queries.</summary>
    Task<UserLog> LoadAsync(string userId, CancellationToken cancellationToken);

    /// <summary>Up to <paramref name="limit"/> entries after <paramref name="afterSeq"/>, in order, and up to where the log was compacted at that moment.</summary>
    Task<LogPart> ReadAsync(string userId, long afterSeq, int limit, CancellationToken cancellationToken);

    /// <summary>What became of these operations, for those that are remembered (90 days).</summary>
    Task<IReadOnlyList<RememberedOperation>> FindOperationsAsync(string userId, IReadOnlyCollection<string> opIds, CancellationToken cancellationToken);

    /// <summary>The sequence number of the first entry committed at or after <paramref name="time"/>; null when there is none.</summary>
    Task<long?> FindFirstAtOrAfterAsync(string userId, DateTimeOffset time, CancellationToken cancellationToken);

    /// <summary>Stores a snapshot unless a newer one is there, and removes what <paramref name="compaction"/> says (nothing beyond the snapshot's own number) in the same commit.</summary>
    Task SaveSnapshotAsync(UserSnapshot snapshot, Compaction compaction, CancellationToken cancellationToken);

    /// <summary>Removes everything the journal holds of a user.</summary>
    Task EraseAsync(string userId, CancellationToken cancellationToken);

    /// <summary>The identity of this log; another one after the database was restored from a backup.</summary>
    Task<string> GetEpochAsync(CancellationToken cancellationToken);
}

/// <summary>Entries of one user that belong in one commit.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="ExpectedSeq">The number of the last entry that the caller knows; 0 for a new log.</param>
/// <param name="Clock">
/// The greatest clock that was issued or seen, as text that sorts in clock order (ordinal). The stored one never goes back:
/// the greater of the two stays. Every remembered operation is stamped at or before it, so that one stamped later is known
/// to be new without asking.
/// </param>
/// <param name="Entries">What is appended; none when only refusals are to be remembered.</param>
/// <param name="Operations">The operations to be remembered with their results; refused ones may be among them.</param>
public sealed record UserAppend(
    string UserId,
    long ExpectedSeq,
    string Clock,
    IReadOnlyList<JournalEntry> Entries,
    IReadOnlyList<RememberedOperation> Operations);

/// <summary>One effect in the log.</summary>
/// <param name="Seq">Its number in the user's log, from 1.</param>
/// <param name="OpId">The operation it came from.</param>
/// <param name="DeviceId">The device that sent it; null for the server's own.</param>
/// <param name="CommittedAt">When it was appended.</param>
/// <param name="Effect">The effect as JSON in UTF-8.</param>
public sealed record JournalEntry(long Seq, string OpId, string? DeviceId, DateTimeOffset CommittedAt, ReadOnlyMemory<byte> Effect);

/// <summary>What is kept of an operation so that a repeat of it is recognised.</summary>
/// <param name="OpId">Its id, unique for the user.</param>
/// <param name="Fingerprint">SHA-256 of its content: the same id with another one is refused.</param>
/// <param name="Seq">The number it was logged under; 0 when it changed nothing.</param>
/// <param name="Refusal">The code it was refused with; null when it was accepted.</param>
/// <param name="At">When it was answered; remembered for 90 days from then.</param>
/// <param name="CancelledAdds">The adds that it cancelled, those not seen yet included.</param>
public sealed record RememberedOperation(string OpId, ReadOnlyMemory<byte> Fingerprint, long Seq, string? Refusal, DateTimeOffset At, IReadOnlyList<string> CancelledAdds);

/// <summary>A user's state as of one sequence number.</summary>
/// <param name="UserId">Whose.</param>
/// <param name="Seq">The last entry it covers.</param>
/// <param name="Document">The state as JSON in UTF-8.</param>
public sealed record UserSnapshot(string UserId, long Seq, ReadOnlyMemory<byte> Document);

/// <summary>What goes from a log when a snapshot covers it.</summary>
/// <param name="Through">Every entry up to this number.</param>
/// <param name="Superseded">The numbers of entries after it that later ones have made pointless.</param>
public sealed record Compaction(long Through, IReadOnlyList<long> Superseded);

/// <summary>A part of a log.</summary>
/// <param name="Entries">The entries, in order.</param>
/// <param name="CompactedThrough">Up to where entries may be missing; after it only those are that later ones made pointless.</param>
public sealed record LogPart(IReadOnlyList<JournalEntry> Entries, long CompactedThrough);

/// <summary>What a user grain starts from.</summary>
/// <param name="Seq">The number of the newest entry; 0 when there is none.</param>
/// <param name="Clock">The clock stored with the head; null for a new log.</param>
/// <param name="Snapshot">The newest snapshot; null when there is none.</param>
/// <param name="Tail">The entries after the snapshot, in order.</param>
public sealed record UserLog(long Seq, string? Clock, UserSnapshot? Snapshot, IReadOnlyList<JournalEntry> Tail);

/// <summary>How an append ended.</summary>
public enum AppendOutcome
{
    /// <summary>It is durable.</summary>
    Committed,
    /// <summary>Another activation appended first, or one of the operations is remembered already; nothing was written.</summary>
    Clash,
}

/// <summary>The journal's queue is full. Nothing was written; try again shortly.</summary>
public sealed class JournalOverloadedException(string message) : PartOverloadedException(message);

/// <summary>The database could not be reached, or did not answer in time.</summary>
public sealed class JournalUnavailableException(string message, Exception? innerException = null) : StorageUnavailableException(message, innerException);

/// <summary>The entries cannot be stored as they are, however often it is tried (text that is no text, an effect that is no JSON). Nothing was written.</summary>
public sealed class JournalRefusedException(string message, Exception? innerException = null) : Exception(message, innerException);
