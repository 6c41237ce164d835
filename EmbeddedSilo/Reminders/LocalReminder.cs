using Orleans.Runtime;

namespace EmbeddedSilo.Reminders;

/// <summary>A reminder that this silo keeps the time of.</summary>
internal sealed class LocalReminder(ReminderEntry entry) : IGrainReminder
{
    public GrainId GrainId => entry.GrainId;

    public string ReminderName => entry.ReminderName;

    public string? ETag => entry.ETag;

    /// <summary>The first tick that is due at a moment or after it. Ticks that nobody was there for are not made up.</summary>
    public DateTime NextAt(DateTime moment)
    {
        if (moment <= entry.StartAt)
        {
            return entry.StartAt;
        }

        var missed = (moment - entry.StartAt + entry.Period - TimeSpan.FromTicks(1)).Ticks / entry.Period.Ticks;
        return entry.StartAt + (missed * entry.Period);
    }

    public TickStatus TickAt(DateTime due) => new(entry.StartAt, entry.Period, due);
}
