using MediaGateway.Grains.Users;
using MediaGateway.Storage.Connections;

namespace MediaGateway.Storage.Journal;

/// <summary>What an append must be like before it may share a batch with others.</summary>
internal static class AppendRules
{
    /// <summary>Refuses what the database would refuse.</summary>
    /// <exception cref="ArgumentException">The numbers of the entries are not those that follow the expected one.</exception>
    /// <exception cref="JournalRefusedException">Some text cannot be stored.</exception>
    public static void Check(UserAppend append)
    {
        if (append.UserId.Length == 0) throw new ArgumentException("An append belongs to a user.", nameof(append));
        ArgumentOutOfRangeException.ThrowIfNegative(append.ExpectedSeq, nameof(append));
        for (var i = 0; i < append.Entries.Count; i++)
        {
            if (append.Entries[i].Seq != append.ExpectedSeq + 1 + i)
                throw new ArgumentException($"Entry {i} has the number {append.Entries[i].Seq}; after {append.ExpectedSeq} it must be {append.ExpectedSeq + 1 + i}.", nameof(append));
        }
        if (!IsStorable(append))
            throw new JournalRefusedException("Some text of the append has a NUL character or half a surrogate pair, which cannot be stored.");
    }

    private static bool IsStorable(UserAppend append)
    {
        for (var i = 0; i < append.Entries.Count; i++)
        {
            if (!IsStorable(append.Entries[i])) return false;
        }
        for (var i = 0; i < append.Operations.Count; i++)
        {
            if (!IsStorable(append.Operations[i])) return false;
        }
        return StorableText.Is(append.UserId) && StorableText.Is(append.Clock);
    }

    private static bool IsStorable(JournalEntry entry) => StorableText.Is(entry.OpId) && StorableText.Is(entry.DeviceId);

    private static bool IsStorable(RememberedOperation operation) =>
        StorableText.Is(operation.OpId) && StorableText.Is(operation.Refusal) && operation.CancelledAdds.All(StorableText.Is);
}
