using MediaGateway.Grains.Interfaces.Content;
using Orleans.Runtime;

namespace MediaGateway.Grains.Content;

/// <summary>
/// A search is answered before what it found is written. Who then does not find a title waits here for what is being
/// written, so that nobody is told of a title and then that there is none.
/// </summary>
internal static class SettledCatalogue
{
    /// <summary>Waits for what is being taken in, after which more may be there than before; false when nobody can say, and what is known already counts.</summary>
    public static async Task<bool> TrySettleAsync(IGrainFactory grains, CancellationToken cancellationToken)
    {
        try
        {
            await grains.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key).SettleAsync(cancellationToken);
            return true;
        }
        catch (Exception failure) when (failure is TimeoutException or OrleansException)
        {
            return false;
        }
    }
}
