using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Discovery;

/// <summary>Answers what a content id stands for, from the memory of the silo that is asked. A stateless worker; its key is 0.</summary>
[Alias("mg.title-lookup")]
public interface ITitleLookupGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Describes titles by any id the gateway knows (canonical, outside or platform id).
    /// The answer has one entry for each id asked, in the same order; null where the id is unknown.
    /// </summary>
    [ReadOnly, Alias("describe")]
    Task<TitleDescription?[]> DescribeAsync([Immutable] IReadOnlyList<string> contentIds, CancellationToken cancellationToken);
}
