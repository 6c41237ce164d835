using System.Security.Cryptography;
using System.Text;
using MediaGateway.Grains.Interfaces.Accounts;
using Orleans.Runtime;

namespace MediaGateway.Grains.Accounts;

/// <summary>The hash of the operator's token.</summary>
public sealed class AdminTokenGrain([PersistentState("admin-token", "Default")] IPersistentState<AdminTokenState> state) : Grain, IAdminTokenGrain
{
    /// <inheritdoc />
    public Task ReplaceAsync(string tokenHash, CancellationToken cancellationToken) =>
        state.CommitOrReloadAsync(new AdminTokenState { TokenHash = tokenHash }, DeactivateOnIdle);

    /// <inheritdoc />
    public Task<bool> IsCurrentAsync(string tokenHash, CancellationToken cancellationToken) =>
        Task.FromResult(state.State.TokenHash is { } current
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(current), Encoding.ASCII.GetBytes(tokenHash)));
}
