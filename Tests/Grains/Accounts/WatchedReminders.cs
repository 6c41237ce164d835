using EmbeddedSilo.Reminders;
using Orleans.Runtime;

namespace MediaGateway.Tests.Grains.Accounts;

/// <summary>Reminders in memory that tell when one was taken back.</summary>
internal sealed class WatchedReminders : IReminderTable
{
    private readonly MemoryReminderTable _table = new();
    private readonly TaskCompletionSource _removed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when a reminder has been taken back.</summary>
    public Task Removed => _removed.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public Task<ReminderTableData> ReadRows(GrainId grainId) => _table.ReadRows(grainId);

    public Task<ReminderTableData> ReadRows(uint begin, uint end) => _table.ReadRows(begin, end);

    public Task<ReminderEntry?> ReadRow(GrainId grainId, string reminderName) => _table.ReadRow(grainId, reminderName);

    public Task<string?> UpsertRow(ReminderEntry entry) => _table.UpsertRow(entry);

    public async Task<bool> RemoveRow(GrainId grainId, string reminderName, string eTag)
    {
        var removed = await _table.RemoveRow(grainId, reminderName, eTag);
        _removed.TrySetResult();
        return removed;
    }

    public Task TestOnlyClearTable() => _table.TestOnlyClearTable();
}
