using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Grains.Accounts;

/// <summary>
/// The file in which the operator of a single node finds the admin token: <c>admin-token</c> in the data directory, readable
/// by its owner only. The gateway keeps the token's hash.
/// </summary>
public static class AdminTokenFile
{
    /// <summary>The file's name in the data directory.</summary>
    public const string FileName = "admin-token";

    /// <summary>
    /// Makes sure that the file holds the token that is accepted. When it is gone, or holds another one, a new token is made
    /// and the one before is good no more.
    /// </summary>
    /// <returns>Whether a new token was made.</returns>
    public static async Task<bool> EnsureAsync(string dataDirectory, IGrainFactory grains, CancellationToken cancellationToken)
    {
        var file = Path.Combine(dataDirectory, FileName);
        var grain = grains.GetGrain<IAdminTokenGrain>(IAdminTokenGrain.Key);
        if (File.Exists(file))
        {
            SecretFile.Close(file);
            var known = (await File.ReadAllTextAsync(file, cancellationToken)).Trim();
            if (OpaqueToken.HasShape(known, OpaqueToken.AdminPrefix) && await grain.IsCurrentAsync(OpaqueToken.Hash(known), cancellationToken))
            {
                return false;
            }
        }

        // The hash first: a file that is there but not accepted is replaced at the next start, and not the other way round.
        var token = OpaqueToken.Create(OpaqueToken.AdminPrefix);
        await grain.ReplaceAsync(OpaqueToken.Hash(token), cancellationToken);
        SecretFile.Write(file, token + "\n");
        return true;
    }
}
