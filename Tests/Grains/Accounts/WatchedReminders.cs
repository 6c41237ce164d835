using System.Collections.Concurrent;
using Orleans.Runtime;

namespace MediaGateway.Tests.Grains.Accounts;

/// <summary>Reminders in memory, which outlive a silo, and tell when one was taken back.</summary>
internal sealed class WatchedReminders : IReminderTable
{
    private readonly ConcurrentDictionary<(GrainId Grain, string Name), ReminderEntry> _rows = new();
    private readonly TaskCompletionSource _removed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a reminder has been taken back.</summary>
    public Task Removed => _removed.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public Task<ReminderTableData> ReadRows(GrainId grainId) => Task.FromResult(new ReminderTableData(_rows.Values.Where(entry => entry.GrainId == grainId)));

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => Task.FromResult(new ReminderTableData(_rows.Values));

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => Task.FromResult(_rows.GetValueOrDefault((grainId, reminderName)));

    public Task<string?> UpsertRow(ReminderEntry entry)
    {
        var row = new ReminderEntry { GrainId = entry.GrainId, ReminderName = entry.ReminderName, StartAt = entry.StartAt, Period = entry.Period, ETag = $"{Guid.NewGuid()}" };
        _rows[(entry.GrainId, entry.ReminderName)] = row;
        return Task.FromResult<string?>(row.ETag);
    }

    public Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var removed = _rows.TryGetValue((grainId, reminderName), out var entry) && entry.ETag == eTag && _rows.TryRemove(new((grainId, reminderName), entry));
        _removed.TrySetResult();
        return Task.FromResult(removed);
    }

    public Task TestOnlyClearTable()
    {
        _rows.Clear();
        return Task.CompletedTask;
    }
}
