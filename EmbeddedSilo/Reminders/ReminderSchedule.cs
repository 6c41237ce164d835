using Orleans.Runtime;

namespace EmbeddedSilo.Reminders;

/// <summary>Which reminder is due when. One timer serves all of them, so a reminder costs an entry and no more.</summary>
internal sealed class ReminderSchedule
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(GrainId Grain, string Name), LocalReminder> _reminders = [];
    private readonly PriorityQueue<(LocalReminder Reminder, DateTime Due), DateTime> _due = new();

    /// <summary>Puts a reminder in place of whatever has its name.</summary>
    public void Set(LocalReminder reminder, DateTime now)
    {
        lock (_lock)
        {
            _reminders[(reminder.GrainId, reminder.ReminderName)] = reminder;
            Enqueue(reminder, reminder.NextAt(now));
        }
    }

    public void Remove(GrainId grain, string name)
    {
        lock (_lock)
        {
            _reminders.Remove((grain, name));
        }
    }

    /// <summary>Takes the reminders that are due, each with the moment it was due, and plans their next ticks.</summary>
    public List<(LocalReminder Reminder, DateTime Due)> TakeDue(DateTime now)
    {
        List<(LocalReminder, DateTime)> ticks = [];
        lock (_lock)
        {
            while (_due.TryPeek(out var next, out var due) && due <= now)
            {
                _due.Dequeue();
                if (IsCurrent(next.Reminder))
                {
                    ticks.Add(next);
                    Enqueue(next.Reminder, next.Reminder.NextAt(now + TimeSpan.FromTicks(1)));
                }
            }
        }

        return ticks;
    }

    private void Enqueue(LocalReminder reminder, DateTime due) => _due.Enqueue((reminder, due), due);

    // What was replaced or removed stays in the queue until its turn and is then passed over.
    private bool IsCurrent(LocalReminder reminder) => ReferenceEquals(_reminders.GetValueOrDefault((reminder.GrainId, reminder.ReminderName)), reminder);
}
