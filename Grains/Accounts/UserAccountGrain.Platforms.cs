using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Grains.Accounts;

/// <summary>The part that knows which services the user has.</summary>
public sealed partial class UserAccountGrain
{
    /// <inheritdoc />
    public Task<AccountAnswer> ConnectPlatformAsync(PlatformConnection connection, CancellationToken cancellationToken) =>
        ChangePlatformsAsync(platforms => platforms.Any(known => known.Platform == connection.Platform)
            ? [.. platforms.Select(known => known.Platform == connection.Platform ? connection : known)]
            : [.. platforms, connection]);

    /// <inheritdoc />
    public Task<AccountAnswer> DisconnectPlatformAsync(string platform, CancellationToken cancellationToken) =>
        ChangePlatformsAsync(platforms => [.. platforms.Where(known => known.Platform != platform)]);

    private async Task<AccountAnswer> ChangePlatformsAsync(Func<IReadOnlyList<PlatformConnection>, IReadOnlyList<PlatformConnection>> change)
    {
        if (Active() is not { } profile) return new AccountAnswer(AccountStatus.NotFound);
        var platforms = change(profile.Platforms);
        if (!platforms.SequenceEqual(profile.Platforms))
        {
            profile = profile with { Platforms = platforms };
            await CommitAsync(_committed with { Profile = profile });
        }

        return new AccountAnswer(AccountStatus.Done, profile);
    }
}
