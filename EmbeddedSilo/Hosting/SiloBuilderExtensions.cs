using Microsoft.Extensions.DependencyInjection;

namespace Orleans.Hosting;

/// <summary>What a silo can be set up with.</summary>
public static class SiloBuilderExtensions
{
    /// <summary>Registers services.</summary>
    public static ISiloBuilder ConfigureServices(this ISiloBuilder builder, Action<IServiceCollection> configureDelegate)
    {
        configureDelegate(builder.Services);
        return builder;
    }

    /// <summary>Sets options.</summary>
    public static ISiloBuilder Configure<TOptions>(this ISiloBuilder builder, Action<TOptions> configureOptions) where TOptions : class
    {
        builder.Services.Configure(configureOptions);
        return builder;
    }
}
