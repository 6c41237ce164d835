using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Discovery;
using Microsoft.Extensions.Logging;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Discovery;

/// <summary>Looks ids up in the silo's <see cref="CatalogueIndex"/>.</summary>
[StatelessWorker]
public sealed partial class TitleLookupGrain(CatalogueIndex index, TimeProvider time, ILogger<TitleLookupGrain> logger) : Grain, ITitleLookupGrain
{
    // Shorter than anybody who looks for a title waits.
    private static readonly TimeSpan LongestFollowing = TimeSpan.FromSeconds(1);

    private readonly DescribedTitles _described = new();

    /// <inheritdoc/>
    public async Task<TitleDescription?[]> DescribeAsync(IReadOnlyList<string> contentIds, CancellationToken cancellationToken)
    {
        // Unknown because the silo has only just started is not the same as unknown.
        if (!index.IsLoaded) await index.CatchUpAsync(cancellationToken);
        var described = Describe(contentIds);
        if (Array.TrueForAll(described, title => title is not null)) return described;
        if (await SettledCatalogue.TrySettleAsync(GrainFactory, cancellationToken) is not { } version) return described;
        await FollowAsync(version, cancellationToken);
        return Describe(contentIds);
    }

    /// <summary>What another silo has just written is there before its news is.</summary>
    private async Task FollowAsync(long version, CancellationToken cancellationToken)
    {
        if (index.Version >= version) return;
        try
        {
            await index.FollowAsync(version, cancellationToken).WaitAsync(LongestFollowing, time, cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or StorageUnavailableException)
        {
            LogBehind(logger, version, failure.Message);
        }
    }

    private TitleDescription?[] Describe(IReadOnlyList<string> contentIds)
    {
        var titles = index.Titles;
        return [.. contentIds.Select(id => _described.Describe(titles, id))];
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Titles are looked up without what version {Version} of the catalogue has ({Reason})")]
    private static partial void LogBehind(ILogger logger, long version, string reason);
}
