using MediaGateway.Grains.Interfaces.Content;
using Orleans.Runtime;

namespace MediaGateway.Grains.Content;

/// <summary>
/// A search is answered before what it found is written. Who then does not find a title waits here for what is being
/// written, so that nobody is told of a title and then that there is none.
/// </summary>
internal static class SettledCatalogue
{
    /// <summary>Waits for what is being taken in, and says which version of the catalogue has it; null when nobody can say, and what is known already counts.</summary>
    public static async Task<long?> TrySettleAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        try
        {
            return await grains.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key).SettleAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return null;
        }
    }
}
