using Orleans.Serialization;

namespace MediaGateway.Silo.Runtime;

/// <summary>
/// Has exceptions reach other processes as what they are, and with what caused them. Orleans by itself writes those of the
/// framework only: a database that is down, which a silo tells by an exception of ours around the driver's, would reach a
/// front end as a fault of serialization, and its caller as 500 instead of 503.
/// </summary>
public static class TravellingExceptions
{
    /// <summary>Sets it, for a silo or a client.</summary>
    public static IServiceCollection AddTravellingExceptions(this IServiceCollection services) =>
        services.Configure<ExceptionSerializationOptions>(static options => options.SupportedExceptionTypeFilter = static _ => true);
}
