using System.Diagnostics.CodeAnalysis;
using MediaGateway.Domain.Security;

namespace MediaGateway.ApiFrontend.Playback;

/// <summary>
/// What a player shows in place of its user's token: the session's id and a secret. A player that is not the user's own
/// program can so report one playback and see nothing else.
/// </summary>
internal static class SessionToken
{
    private const char Separator = '.';

    /// <summary>A new token for a session.</summary>
    public static string Create(string sessionId) => $"{OpaqueToken.Create(OpaqueToken.PlaybackPrefix)}{Separator}{sessionId}";

    /// <summary>The session that a token names; whether it is good for it is for the session to say.</summary>
    public static bool TryRead(string token, [NotNullWhen(true)] out string? sessionId)
    {
        var separator = token.IndexOf(Separator);
        sessionId = separator > 0 && Guid.TryParseExact(token.AsSpan(separator + 1), "D", out var id) ? id.ToString() : null;
        return sessionId is not null && OpaqueToken.HasShape(token[..separator], OpaqueToken.PlaybackPrefix);
    }
}
