using System.Collections.Concurrent;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>How long the slowest call for each question took: no search can be faster than that.</summary>
internal sealed class SlowestCalls
{
    private readonly ConcurrentDictionary<string, double> _milliseconds = new(StringComparer.Ordinal);

    /// <summary>A call was answered.</summary>
    public void Note(string text, TimeSpan took) => _milliseconds.AddOrUpdate(text, took.TotalMilliseconds, (_, slowest) => Math.Max(slowest, took.TotalMilliseconds));

    /// <summary>The time of the slowest, in milliseconds.</summary>
    public double Of(string text) => _milliseconds[text];
}
