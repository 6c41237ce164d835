using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Domain.Sync;

/// <summary>
/// What a log can leave out because something later says it better. A film that is watched leaves a position a minute; who
/// reads the log afterwards needs the last of them.
/// </summary>
public static class Coalescing
{
    /// <summary>The numbers of the positions that a later entry with a later stamp has made pointless.</summary>
    /// <param name="entries">A stretch of a log, in order; of what is no position, nothing matters.</param>
    public static IReadOnlyList<long> Superseded(IEnumerable<Effect> entries)
    {
        var latest = new Dictionary<string, Effect>(StringComparer.Ordinal);
        List<long> superseded = [];
        foreach (var entry in entries)
        {
            if (entry.Operation is not PositionSet position)
            {
                continue;
            }
            if (latest.TryGetValue(position.ContentId, out var earlier))
            {
                // One that came too late says nothing either, but the last entry of a log is never left out.
                if (earlier.Operation.Stamp > position.Stamp)
                {
                    continue;
                }
                superseded.Add(earlier.Seq);
            }
            latest[position.ContentId] = entry;
        }
        return superseded;
    }
}
