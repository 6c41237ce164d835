using MediaGateway.Domain.Sync.Operations;
using MediaGateway.Domain.Sync.State;
using MediaGateway.Domain.Sync.Wire;
using MediaGateway.Grains.Users;

namespace MediaGateway.Tests.Simulation;

/// <summary>What must hold of a user after whatever has happened, when everybody was heard.</summary>
internal static class Invariants
{
    /// <summary>Checks all of them.</summary>
    public static void Check(IReadOnlyList<JournalEntry> log, IReadOnlyList<string> served, IReadOnlyList<SimulatedDevice> devices)
    {
        NumbersHaveNoHoles(log);
        NothingIsAppliedTwice(log);
        EverythingAcknowledgedIsThere(log, devices);
        var state = NothingComesBackWithoutAnAdd(log);
        DevicesShowWhatTheLogSays(state, log, devices);
        if (!served.SequenceEqual(state.Items.Select(item => item.ContentId)))
            throw new InvariantException($"The server shows [{string.Join(' ', served)}] and its log says [{string.Join(' ', state.Items.Select(item => item.ContentId))}].");
    }

    private static void NumbersHaveNoHoles(IReadOnlyList<JournalEntry> log)
    {
        for (var index = 0; index < log.Count; index++)
        {
            if (log[index].Seq != index + 1)
                throw new InvariantException($"Number {index + 1} of the log is {log[index].Seq}.");
        }
    }

    private static void NothingIsAppliedTwice(IReadOnlyList<JournalEntry> log)
    {
        if (log.GroupBy(entry => entry.OpId, StringComparer.Ordinal).FirstOrDefault(entries => entries.Count() > 1) is { } twice)
            throw new InvariantException($"Operation {twice.Key} is in the log at {string.Join(" and ", twice.Select(entry => entry.Seq))}.");
    }

    private static void EverythingAcknowledgedIsThere(IReadOnlyList<JournalEntry> log, IReadOnlyList<SimulatedDevice> devices)
    {
        var logged = log.Select(entry => entry.OpId).ToHashSet(StringComparer.Ordinal);
        foreach (var device in devices)
        {
            if (device.Acknowledged.FirstOrDefault(opId => !logged.Contains(opId)) is { } lost)
                throw new InvariantException($"Operation {lost} was acknowledged to {device.Id} and is not in the log.");
            if (!device.IsDrained)
                throw new InvariantException($"{device.Id} could not send everything, although nothing stood in its way.");
        }
    }

    private static UserState NothingComesBackWithoutAnAdd(IReadOnlyList<JournalEntry> log)
    {
        var state = UserState.Empty;
        HashSet<string> listed = [];
        foreach (var entry in log)
        {
            var effect = EffectJson.Decode(entry.Effect) with { Seq = entry.Seq };
            state = state.Apply(effect);
            HashSet<string> now = [.. state.Items.Select(item => item.ContentId)];
            if (now.Except(listed).FirstOrDefault() is { } back && (effect.Operation as WatchlistAdd)?.ContentId != back)
                throw new InvariantException($"{back} came onto the list by number {entry.Seq}, which is {effect.Operation.Type} {effect.OpId}.");
            listed = now;
        }

        return state;
    }

    private static void DevicesShowWhatTheLogSays(UserState state, IReadOnlyList<JournalEntry> log, IReadOnlyList<SimulatedDevice> devices)
    {
        var follower = new Replica();
        follower.Follow(log.Select(entry => EffectJson.Decode(entry.Effect) with { Seq = entry.Seq }), log.Count, "");
        if (!follower.List.SequenceEqual(state.Items.Select(item => item.ContentId)))
            throw new InvariantException($"Who follows the log shows [{string.Join(' ', follower.List)}] and the state is [{string.Join(' ', state.Items.Select(item => item.ContentId))}].");
        foreach (var device in devices)
        {
            if (device.Replica.Seq != log.Count)
                throw new InvariantException($"{device.Id} is at {device.Replica.Seq} of {log.Count}.");
            var (shown, logged) = (device.Replica.Shown.Split('\n'), follower.Shown.Split('\n'));
            if (!shown.SequenceEqual(logged))
                throw new InvariantException($"{device.Id} shows [{string.Join(", ", shown.Except(logged))}] where the log says [{string.Join(", ", logged.Except(shown))}].");
        }
    }
}
