using MediaGateway.Domain.Security;
using Microsoft.AspNetCore.Http;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>
/// Finds the credential of a request: the bearer token of its Authorization header, or, for hubs only, the ticket in the
/// query, since a browser cannot set headers on a WebSocket.
/// </summary>
internal sealed class CredentialReader(AccessTokenVerifier accessTokens, AdminTokenVerifier adminTokens, PlaybackTokenReader playbackTokens, TicketReader tickets)
{
    private const string Scheme = "Bearer ";
    private const string TicketParameter = "access_token";

    private static readonly PathString Hubs = "/hubs";

    /// <summary>Reads the request's credential.</summary>
    public async ValueTask<CredentialReading> ReadAsync(HttpRequest request)
    {
        var cancellationToken = request.HttpContext.RequestAborted;
        var isHub = request.Path.StartsWithSegments(Hubs, StringComparison.OrdinalIgnoreCase);
        var header = request.Headers.Authorization;
        if (header.Count > 0)
        {
            if (header.Count > 1 || header[0] is not { } value || !value.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            {
                return CredentialReading.Malformed;
            }

            var token = value[Scheme.Length..].Trim(' ');
            return isHub && token.StartsWith(OpaqueToken.TicketPrefix, StringComparison.Ordinal)
                ? await tickets.ReadAsync(token, UsesUp(request), cancellationToken)
                : await ReadTokenAsync(token, cancellationToken);
        }

        return isHub && request.Query[TicketParameter] is [{ Length: > 0 } ticket]
            ? await tickets.ReadAsync(ticket, UsesUp(request), cancellationToken)
            : CredentialReading.Absent;
    }

    private ValueTask<CredentialReading> ReadTokenAsync(string token, CancellationToken cancellationToken)
    {
        if (token.StartsWith(OpaqueToken.AdminPrefix, StringComparison.Ordinal))
        {
            return adminTokens.ReadAsync(token, cancellationToken);
        }

        return token.StartsWith(OpaqueToken.PlaybackPrefix, StringComparison.Ordinal)
            ? playbackTokens.ReadAsync(token, cancellationToken)
            : accessTokens.ReadAsync(token, cancellationToken);
    }

    // A client asks how to connect and then connects, both with the one ticket it has: the second uses it up.
    private static bool UsesUp(HttpRequest request) =>
        !(HttpMethods.IsPost(request.Method) && request.Path.Value!.EndsWith("/negotiate", StringComparison.OrdinalIgnoreCase));
}
