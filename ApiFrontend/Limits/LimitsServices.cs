using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Limits;

/// <summary>Registers the bounds of requests and of callers.</summary>
public static class LimitsServices
{
    /// <summary>Registers them; the settings are checked at the start.</summary>
    public static IServiceCollection AddLimits(this IServiceCollection services)
    {
        services.AddOptions<FrontendOptions>().BindConfiguration(FrontendOptions.Section)
            .ValidateDataAnnotations()
            .Validate(options => options.TrustedProxies.All(proxy => IPAddress.TryParse(proxy, out _)), $"{FrontendOptions.Section}:{nameof(FrontendOptions.TrustedProxies)} must be IP addresses.")
            .ValidateOnStart();
        services.AddOptions<RateLimitOptions>().BindConfiguration(RateLimitOptions.Section)
            .ValidateDataAnnotations()
            .Validate(options => options.UserBurst >= options.UserPerSecond / 10 && options.AddressBurst >= options.AddressPerSecond / 10, $"{RateLimitOptions.Section}: a burst must hold at least a tenth of a second's requests.")
            .ValidateOnStart();
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>();
        services.AddRateLimiter(static _ => { });
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>, RateLimits>();
        services.AddOptions<ForwardedHeadersOptions>().Configure<IOptions<FrontendOptions>>(static (forwarded, frontend) =>
        {
            forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var proxy in frontend.Value.TrustedProxies)
            {
                forwarded.KnownProxies.Add(IPAddress.Parse(proxy));
            }
        });
        return services;
    }

    /// <summary>Believes the proxies that are configured, and no others.</summary>
    public static IApplicationBuilder UseTrustedProxies(this IApplicationBuilder app) =>
        // With no known proxy at all the framework would believe everyone.
        app.ApplicationServices.GetRequiredService<IOptions<FrontendOptions>>().Value.TrustedProxies.Count > 0 ? app.UseForwardedHeaders() : app;
}
