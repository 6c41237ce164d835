using MediaGateway.ApiFrontend.Playback;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Playback;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>Turns the token of a player into a principal that may report one playback session, and nothing else.</summary>
internal sealed class PlaybackTokenReader(IGrainFactory grains)
{
    /// <summary>The principal that the token stands for, or why there is none.</summary>
    public async ValueTask<CredentialReading> ReadAsync(string token, CancellationToken cancellationToken)
    {
        if (!SessionToken.TryRead(token, out var sessionId))
        {
            return CredentialReading.Malformed;
        }

        var owner = await grains.GetGrain<IPlaybackSessionGrain>(sessionId).FindOwnerAsync(OpaqueToken.Hash(token), cancellationToken);
        return owner is null ? CredentialReading.Invalid : CredentialReading.Of(CallerPrincipal.ForPlayer(owner, sessionId));
    }
}
