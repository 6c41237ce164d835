using MediaGateway.Domain.Security;
using MediaGateway.Grains.Accounts.Passwords;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace MediaGateway.Grains.Accounts;

/// <summary>Registers what the account grains need.</summary>
public static class AccountsServices
{
    /// <summary>Adds password hashing, the access token format and the envelope for stored secrets.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="dataDirectory">
    /// Where a single node keeps its master key when none is configured; null in a cluster, which has to configure one.
    /// </param>
    public static IServiceCollection AddAccounts(this IServiceCollection services, string? dataDirectory)
    {
        services.AddOptions<AccessTokenOptions>().BindConfiguration(AccessTokenOptions.Section)
            .Validate(options => HoldsOrThrows<AccessTokenOptions>(AccessTokenOptions.Section, options.Faults()))
            .ValidateOnStart();
        services.AddOptions<PasswordHashingOptions>().BindConfiguration(PasswordHashingOptions.Section)
            .Validate(options => HoldsOrThrows<PasswordHashingOptions>(PasswordHashingOptions.Section, options.Faults()))
            .ValidateOnStart();
        services.AddOptions<MasterKeyOptions>().BindConfiguration(MasterKeyOptions.Section);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<AccessTokenOptions>>().Value;
            return new AccessTokenFormat(options.Issuer, options.Audience);
        });
        services.AddSingleton(provider => MasterKeys.Load(provider.GetRequiredService<IOptions<MasterKeyOptions>>().Value, dataDirectory));
        services.AddSingleton<PasswordHashing>();
        return services;
    }

    /// <summary>
    /// Has the admin token accepted that <see cref="AdminTokenOptions"/> gives, else that of a single node; see
    /// <see cref="AdminTokenFile"/>. Before that the host is not ready.
    /// </summary>
    /// <param name="services">Where to.</param>
    /// <param name="dataDirectory">Where a single node keeps its token; null in a cluster.</param>
    public static IServiceCollection AddAdminToken(this IServiceCollection services, string? dataDirectory)
    {
        services.AddOptions<AdminTokenOptions>().BindConfiguration(AdminTokenOptions.Section)
            .Validate(options => options.IsValid(), $"{AdminTokenOptions.Section}:{nameof(AdminTokenOptions.AdminToken)} is not an admin token: {OpaqueToken.AdminPrefix} and 32 bytes in base64url.")
            .ValidateOnStart();
        services.AddSingleton(provider => new AdminTokenService(
            dataDirectory,
            provider.GetRequiredService<IOptions<AdminTokenOptions>>(),
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<IHostApplicationLifetime>(),
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<AdminTokenService>>()));
        services.AddHostedService(static provider => provider.GetRequiredService<AdminTokenService>());
        services.AddHealthChecks().AddCheck<AdminTokenService>("admin_token", tags: ["ready"]);
        return services;
    }

    private static bool HoldsOrThrows<TOptions>(string section, IReadOnlyList<string> faults) =>
        faults.Count == 0 ? true : throw new OptionsValidationException(section, typeof(TOptions), faults);
}
