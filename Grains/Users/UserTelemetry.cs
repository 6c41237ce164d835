using System.Diagnostics;
using System.Diagnostics.Metrics;
using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Grains.Users;

/// <summary>What can be seen of users' logs from outside: what becomes of operations, and a span for each commit.</summary>
public sealed class UserTelemetry
{
    /// <summary>The name of the meter and of the source of spans.</summary>
    public const string Name = "MediaGateway.Users";

    private static readonly ActivitySource Spans = new(Name);

    private readonly Counter<long> _operations;

    /// <summary>Makes the instruments.</summary>
    public UserTelemetry(IMeterFactory meters) =>
        _operations = meters.Create(Name).CreateCounter<long>("mg.user.operations", "{operation}", "Operations by what became of them");

    /// <summary>The span of a commit: a part of the trace that asked for it first, linked to those that share it.</summary>
    internal static Activity? StartCommit(IReadOnlyList<PendingChange> changes) => Spans.HasListeners()
        ? Spans.StartActivity(
            "user commit",
            ActivityKind.Internal,
            changes[0].Trace,
            [new("operations", changes.Sum(change => change.Operations.Length))],
            changes.Skip(1).Select(change => new ActivityLink(change.Trace)))
        : null;

    /// <summary>Counts the operations of a change that was answered.</summary>
    internal void Count(PendingChange change)
    {
        foreach (var operation in change.Operations)
        {
            if (operation.Result is { } result)
            {
                _operations.Add(
                    1,
                    new KeyValuePair<string, object?>("status", Word(result.Status)),
                    new KeyValuePair<string, object?>("error", result.Refusal?.Error));
            }
        }
    }

    private static string Word(OperationStatus status) => status switch
    {
        OperationStatus.Applied => "applied",
        OperationStatus.Duplicate => "duplicate",
        _ => "refused",
    };
}
