using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using Microsoft.Extensions.Logging;
using Orleans.Streams;

namespace MediaGateway.Grains.Content;

/// <summary>
/// Tells all silos up to which version the catalogue is written, behind the back of who writes: an import is neither held up
/// nor failed by news that cannot be told. While one telling is under way only the newest version is kept for the next.
/// </summary>
/// <remarks>Belongs to one grain, and is used in its turns only.</remarks>
internal sealed partial class CatalogueNews(Func<string, IStreamProvider> providers, ILogger logger)
{
    private Task _telling = Task.CompletedTask;
    private long? _untold;

    /// <summary>Tells that rows up to <paramref name="version"/> are committed.</summary>
    public void Tell(long version)
    {
        _untold = version;
        if (_telling.IsCompleted) _telling = TellAsync();
    }

    private async Task TellAsync()
    {
        while (_untold is { } version)
        {
            _untold = null;
            try
            {
                await SiloStreams.Catalogue(providers(SiloStreams.Provider)).OnNextAsync(new CatalogueChanged(version));
            }
            catch (Exception fault)
            {
                // Whatever it was, what was written is durable, and the others look for it themselves.
                LogUntold(logger, version, fault.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Other silos could not be told of version {Version} of the catalogue ({Reason}); they find it by themselves")]
    private static partial void LogUntold(ILogger logger, long version, string reason);
}
