using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>Puts filters around calls.</summary>
public static class GrainCallFilterSiloBuilderExtensions
{
    /// <summary>Adds a filter around every call that a grain takes.</summary>
    public static ISiloBuilder AddIncomingGrainCallFilter<TImplementation>(this ISiloBuilder builder) where TImplementation : class, IIncomingGrainCallFilter
    {
        builder.Services.AddSingleton<IIncomingGrainCallFilter, TImplementation>();
        return builder;
    }

    /// <summary>Adds a filter around every call that is made.</summary>
    public static ISiloBuilder AddOutgoingGrainCallFilter<TImplementation>(this ISiloBuilder builder) where TImplementation : class, IOutgoingGrainCallFilter
    {
        builder.Services.AddSingleton<IOutgoingGrainCallFilter, TImplementation>();
        return builder;
    }
}
