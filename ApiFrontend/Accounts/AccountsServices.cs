using MediaGateway.ApiFrontend.Accounts.Authentication;
using MediaGateway.ApiFrontend.Accounts.Live;
using MediaGateway.Domain.Security;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>Registers what tells callers apart.</summary>
public static class AccountsServices
{
    /// <summary>
    /// Adds authentication by access token, admin token and hub ticket, and the authorization policies of
    /// <see cref="Policies"/>. Needs an <see cref="IGrainFactory"/>; the pipeline must use authentication and authorization.
    /// </summary>
    public static IServiceCollection AddGatewayAuthentication(this IServiceCollection services)
    {
        services.AddOptions<AccessTokenOptions>().BindConfiguration(AccessTokenOptions.Section)
            .Validate(options => options.Faults() is not { Count: > 0 } faults ? true : throw new OptionsValidationException(AccessTokenOptions.Section, typeof(AccessTokenOptions), faults))
            .ValidateOnStart();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AccessTokenOptions>>().Value;
            return new AccessTokenFormat(options.Issuer, options.Audience);
        });
        services.AddSingleton<SigningKeySource>();
        services.AddSingleton<SessionWatch>();
        services.AddSingleton<SessionConnections>();
        services.AddSingleton<SessionHubFilter>();
        services.Configure<HubOptions>(options => options.AddFilter<SessionHubFilter>());
        services.AddHostedService<SessionSweep>();
        services.AddSingleton<AccessTokenVerifier>();
        services.AddSingleton<AdminTokenVerifier>();
        services.AddSingleton<PlaybackTokenReader>();
        services.AddSingleton<TicketReader>();
        services.AddSingleton<CredentialReader>();
        services.AddAuthentication(GatewayAuthenticationHandler.SchemeName)
            .AddScheme<AuthenticationSchemeOptions, GatewayAuthenticationHandler>(GatewayAuthenticationHandler.SchemeName, configureOptions: null);
        services.AddAuthorization(Policies.AddTo);
        return services;
    }
}
