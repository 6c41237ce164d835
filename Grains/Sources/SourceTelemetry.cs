using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using Microsoft.Extensions.Logging;

namespace MediaGateway.Grains.Sources;

/// <summary>What can be seen of sources from outside: calls by how they ended and how long they took, and what of their answers was not understood.</summary>
public sealed partial class SourceTelemetry
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "MediaGateway.Sources";

    // Names of fields come from outside: what is remembered of them is bounded.
    private const int MaxKnownPaths = 10_000;

    private readonly ConcurrentDictionary<(string Source, string Path), bool> _known = new();
    private readonly Histogram<double> _calls;
    private readonly Counter<long> _refusals;
    private readonly Counter<long> _unmapped;
    private readonly ILogger<SourceTelemetry> _logger;

    /// <summary>Makes the instruments.</summary>
    public SourceTelemetry(IMeterFactory meters, ILogger<SourceTelemetry> logger)
    {
        _logger = logger;
        var meter = meters.Create(Name);
        _calls = meter.CreateHistogram<double>("mg.source.call.duration", "s", "Calls to sources by how they ended");
        _refusals = meter.CreateCounter<long>("mg.source.refusals", "{call}", "Calls that were not made, by reason");
        _unmapped = meter.CreateCounter<long>("mg.source.unmapped", "{field}", "Fields of answers that were not understood");
    }

    /// <summary>A call was made.</summary>
    public void Called(string source, SourceOperation operation, SourceReply reply, TimeSpan took)
    {
        _calls.Record(took.TotalSeconds, new("source", source), new("operation", operation.ToString()), new("outcome", reply.Outcome.ToString()));
        foreach (var (path, count) in reply.Unmapped)
        {
            _unmapped.Add(count, new KeyValuePair<string, object?>("source", source));
            if (_known.Count < MaxKnownPaths && _known.TryAdd((source, path), true)) LogUnmapped(_logger, source, operation, path);
        }

        if (reply.Fault is { } fault && reply.Outcome is not SourceOutcome.NotFound) LogFailed(_logger, source, operation, reply.Outcome, fault);
    }

    /// <summary>A call was not permitted.</summary>
    public void Refused(string source, PermitRefusalReason reason) => _refusals.Add(1, new("source", source), new("reason", reason.ToString()));

    [LoggerMessage(Level = LogLevel.Information, Message = "Source {Source} answers {Operation} with {Path} of a kind that is not understood; it is left out, here and from now on without a word")]
    private static partial void LogUnmapped(ILogger logger, string source, SourceOperation operation, string path);

    [LoggerMessage(Level = LogLevel.Information, Message = "Source {Source} did not answer {Operation}: {Outcome}, {Fault}")]
    private static partial void LogFailed(ILogger logger, string source, SourceOperation operation, SourceOutcome outcome, string fault);
}
