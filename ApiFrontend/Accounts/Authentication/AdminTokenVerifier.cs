using System.Security.Claims;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>Checks the operator's token. A good answer is believed for five seconds; a bad one is not remembered.</summary>
internal sealed class AdminTokenVerifier(IGrainFactory grains, TimeProvider time)
{
    private static readonly TimeSpan BelievedFor = TimeSpan.FromSeconds(5);
    private static readonly ClaimsPrincipal Operator = CallerPrincipal.ForOperator();

    private volatile Known? _known;

    /// <summary>The operator's principal, or why there is none.</summary>
    public async ValueTask<CredentialReading> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (!OpaqueToken.HasShape(token, OpaqueToken.AdminPrefix))
        {
            return CredentialReading.Malformed;
        }

        var digest = TokenDigest.Of(token);
        if (_known is { } known && known.Digest == digest && time.GetElapsedTime(known.At) < BelievedFor)
        {
            return CredentialReading.Of(Operator);
        }

        var asked = time.GetTimestamp();
        if (!await grains.GetGrain<IAdminTokenGrain>(IAdminTokenGrain.Key).IsCurrentAsync(OpaqueToken.Hash(token), cancellationToken))
        {
            return CredentialReading.Invalid;
        }

        _known = new Known(digest, asked);
        return CredentialReading.Of(Operator);
    }

    private sealed record Known(TokenDigest Digest, long At);
}
