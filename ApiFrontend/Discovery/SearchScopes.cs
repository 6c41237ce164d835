using System.Security.Claims;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.Domain.Discovery;
using MediaGateway.Domain.Platforms;
using MediaGateway.Grains.Interfaces.Accounts;
using MediaGateway.Grains.Interfaces.Discovery;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>Knows where a caller's search looks: on the platforms that the search names, else on those that the caller has.</summary>
public sealed class SearchScopes(IGrainFactory grains)
{
    /// <summary>Where to look.</summary>
    public async Task<FederatedScope> OfAsync(ClaimsPrincipal caller, TitleFilter filter, CancellationToken cancellationToken)
    {
        var profile = caller.FindUserId() is { } userId
            ? await grains.GetGrain<IUserAccountGrain>(userId).GetProfileAsync(cancellationToken)
            : null;
        var platforms = filter.Platforms.Count > 0
            ? filter.Platforms.Where(platform => PlatformDirectory.Find(platform) is not null)
            : profile?.Platforms.Select(connection => connection.Platform) ?? [];
        return new FederatedScope([.. platforms.Distinct(StringComparer.Ordinal)], (filter.Region ?? profile?.Region ?? PlatformDirectory.DefaultRegion).ToUpperInvariant());
    }
}
