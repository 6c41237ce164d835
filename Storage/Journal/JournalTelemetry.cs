using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace MediaGateway.Storage.Journal;

/// <summary>What can be seen of the journal from outside: how appends end, how large and how slow batches are, what waits.</summary>
internal sealed class JournalTelemetry
{
    private readonly Histogram<double> _duration;
    private readonly Histogram<int> _batch;
    private readonly Counter<long> _appends;
    private long _pending;

    public JournalTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(StorageTelemetry.Name);
        _duration = meter.CreateHistogram<double>("mg.journal.commit.duration", "s", "How long a batch of appends takes to be durable");
        _batch = meter.CreateHistogram<int>("mg.journal.batch.appends", "{append}", "How many appends share a commit");
        _appends = meter.CreateCounter<long>("mg.journal.appends", "{append}", "Appends by how they ended");
        meter.CreateObservableGauge("mg.journal.pending", () => Interlocked.Read(ref _pending), "{append}", "Appends that wait or are being written");
    }

    public void Accepted() => Interlocked.Increment(ref _pending);

    public void Ended() => Interlocked.Decrement(ref _pending);

    public void Count(string outcome) => _appends.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>A batch that is being written: a part of the trace of its first append, linked to those of the others. Its span ends when it is disposed.</summary>
    public static Activity? StartCommit(IReadOnlyList<PendingAppend> appends) => StorageTelemetry.Spans.HasListeners()
        ? StorageTelemetry.Spans.StartActivity(
            "journal commit",
            ActivityKind.Internal,
            appends[0].Trace,
            [new("appends", appends.Count)],
            appends.Skip(1).Select(append => new ActivityLink(append.Trace)))
        : null;

    public void Committed(int appends, TimeSpan took)
    {
        _batch.Record(appends);
        _duration.Record(took.TotalSeconds);
    }
}
