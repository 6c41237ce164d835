using Orleans.Runtime;
using Orleans.Timers;

namespace EmbeddedSilo.Reminders;

/// <summary>
/// Keeps the time of all reminders. The table is read once, when it can be: after that every change passes through here,
/// since there is no other silo.
/// </summary>
internal sealed class ReminderService(SiloRuntime silo, IEnumerable<IReminderTable> tables) : IReminderRegistry, IDisposable
{
    private static readonly TimeSpan s_shortestPeriod = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan s_beat = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_readRetry = TimeSpan.FromSeconds(5);

    private readonly IReminderTable? _table = tables.LastOrDefault();
    private readonly ReminderSchedule _schedule = new();
    private readonly CancellationTokenSource _stopping = new();
    private Task _running = Task.CompletedTask;

    private IReminderTable Table => _table
        ?? throw new OrleansConfigurationException($"No {nameof(IReminderTable)} is registered, so grains cannot have reminders.");

    /// <summary>Starts keeping time; a table that cannot be read yet is tried again and holds nothing up.</summary>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (_table is not null)
        {
            _running = Task.Run(() => RunAsync(_table), cancellationToken);
        }

        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        await _running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_table is not null)
        {
            await _table.StopAsync(cancellationToken);
        }
    }

    public void Dispose() => _stopping.Dispose();

    public async Task<IGrainReminder?> GetReminder(GrainId callingGrainId, string reminderName) =>
        await Table.ReadRow(callingGrainId, reminderName) is { } entry ? new LocalReminder(entry) : null;

    public async Task<List<IGrainReminder>> GetReminders(GrainId callingGrainId) =>
        [.. (await Table.ReadRows(callingGrainId)).Reminders.Select(static entry => new LocalReminder(entry))];

    public async Task<IGrainReminder> RegisterOrUpdateReminder(GrainId callingGrainId, string reminderName, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentException.ThrowIfNullOrEmpty(reminderName);
        ArgumentOutOfRangeException.ThrowIfLessThan(dueTime, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, s_shortestPeriod);
        var now = Now();
        var entry = new ReminderEntry { GrainId = callingGrainId, ReminderName = reminderName, StartAt = now + dueTime, Period = period };
        entry.ETag = await Table.UpsertRow(entry);
        var reminder = new LocalReminder(entry);
        _schedule.Set(reminder, now);
        return reminder;
    }

    public async Task UnregisterReminder(GrainId callingGrainId, IGrainReminder reminder)
    {
        var name = reminder.ReminderName;
        var etag = (reminder as LocalReminder)?.ETag ?? throw new ArgumentException("Pass a reminder that this runtime gave out.", nameof(reminder));
        if (!await Table.RemoveRow(callingGrainId, name, etag))
        {
            throw new ReminderException($"Reminder '{name}' of {callingGrainId} was changed or removed meanwhile; read it again.");
        }

        _schedule.Remove(callingGrainId, name);
    }

    private async Task RunAsync(IReminderTable table)
    {
        await ReadAllAsync(table);
        using var beat = new PeriodicTimer(s_beat, silo.TimeProvider);
        while (await beat.WaitForNextTickAsync(_stopping.Token))
        {
            foreach (var (reminder, due) in _schedule.TakeDue(Now()))
            {
                _ = DeliverAsync(reminder, due);
            }
        }
    }

    private async Task ReadAllAsync(IReminderTable table)
    {
        while (true)
        {
            try
            {
                await table.StartAsync(_stopping.Token);
                foreach (var entry in (await table.ReadRows(0, 0)).Reminders)
                {
                    _schedule.Set(new LocalReminder(entry), Now());
                }

                return;
            }
            catch (Exception exception) when (!_stopping.IsCancellationRequested)
            {
                SiloLog.RemindersNotRead(silo.Logger, exception);
            }

            await Task.Delay(s_readRetry, silo.TimeProvider, _stopping.Token);
        }
    }

    private async Task DeliverAsync(LocalReminder reminder, DateTime due)
    {
        try
        {
            await silo.GrainFactory.GetGrain<IRemindable>(reminder.GrainId).ReceiveReminder(reminder.ReminderName, reminder.TickAt(due));
        }
        catch (Exception exception)
        {
            SiloLog.ReminderFailed(silo.Logger, exception, reminder.GrainId, reminder.ReminderName);
        }
    }

    private DateTime Now() => silo.TimeProvider.GetUtcNow().UtcDateTime;
}
