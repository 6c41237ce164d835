using System.Security.Cryptography;
using System.Text;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace MediaGateway.ApiFrontend.Idempotency;

/// <summary>The key that a client gave its request, and what it belongs to.</summary>
internal static class IdempotencyKey
{
    /// <summary>The header.</summary>
    public const string Header = "Idempotency-Key";

    /// <summary>Its older name.</summary>
    public const string OlderHeader = "X-Idempotency-Key";

    /// <summary>The longest key.</summary>
    public const int MaxLength = 255;

    /// <summary>The key of the request; null when it has none.</summary>
    /// <returns>False when what is there is no key, or two of them.</returns>
    public static bool TryRead(IHeaderDictionary headers, out string? key)
    {
        var given = StringValues.Concat(headers[Header], headers[OlderHeader]);
        key = given.Count > 0 ? given[0] : null;
        return given.Count == 0 || (given.All(value => value == given[0]) && IsWellFormed(key));
    }

    /// <summary>The name of the grain that guards the key: it belongs to the caller, the method and the path.</summary>
    public static string GrainKey(HttpContext context, string key)
    {
        var caller = context.User.FindFirst(CallerIdentity.SubjectClaim) is { } subject ? $"user:{subject.Value}" : $"address:{CallerAddress.Group(context)}";
        // Lengths in front, so that no two different sets of parts look the same.
        string[] parts = [caller, context.Request.Method, context.Request.Path.Value ?? "", key];
        var name = string.Concat(parts.Select(part => $"{part.Length}:{part};"));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(name)));
    }

    // Visible ASCII: what a header may carry without doubt.
    private static bool IsWellFormed(string? key) =>
        key is { Length: > 0 and <= MaxLength } && !key.AsSpan().ContainsAnyExceptInRange('!', '~');
}
