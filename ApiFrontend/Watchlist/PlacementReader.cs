using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Sync;
using MediaGateway.Domain.Sync.Operations;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaGateway.ApiFrontend.Watchlist;

/// <summary>Reads the field <c>after</c>, whose absence says something else than its null, and finds the title that it names.</summary>
internal sealed class PlacementReader(TitleLookup titles)
{
    private const string Field = "after";

    /// <summary>The place that <paramref name="after"/> names; an anchor that the catalogue does not know is left for the list to judge.</summary>
    public async Task<PlacementReading> ReadAsync(JsonElement after, CancellationToken cancellationToken)
    {
        switch (after.ValueKind)
        {
            case JsonValueKind.Undefined:
                return new PlacementReading(Placement.Unstated, null);
            case JsonValueKind.Null:
                return new PlacementReading(Placement.First, null);
            case JsonValueKind.String when after.GetString() is { Length: >= 1 and <= SyncLimits.MaxContentIdLength } anchor:
                var title = await titles.DescribeAsync(anchor, cancellationToken);
                return new PlacementReading(Placement.After(title?.ContentId ?? anchor), null);
            default:
                return new PlacementReading(default, Problem.InvalidField(Field, $"must be null or a content id of 1 to {SyncLimits.MaxContentIdLength} characters"));
        }
    }
}

/// <summary>A place in the list, or what is wrong with it.</summary>
/// <param name="Placement">The place.</param>
/// <param name="Fault">What is wrong; null when nothing is.</param>
internal readonly record struct PlacementReading(Placement Placement, ProblemHttpResult? Fault)
{
    /// <summary>Whether something is wrong.</summary>
    [MemberNotNullWhen(true, nameof(Fault))]
    public bool Failed => Fault is not null;
}
