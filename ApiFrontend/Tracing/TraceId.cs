using System.Buffers;
using System.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace MediaGateway.ApiFrontend.Tracing;

/// <summary>The id under which one request is found again in answers, logs and traces.</summary>
public static class TraceId
{
    /// <summary>The header that carries it, both ways.</summary>
    public const string Header = "X-Trace-Id";

    /// <summary>The longest id that is taken over from a client.</summary>
    public const int MaxLength = 64;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>The id of the request.</summary>
    public static string GetTraceId(this HttpContext context) => context.TraceIdentifier;

    /// <summary>Gives the request its id: the client's when it is well formed, else that of the trace it belongs to, else a new one.</summary>
    internal static void Assign(HttpContext context)
    {
        var offered = context.Request.Headers[Header];
        context.TraceIdentifier = offered.Count == 1 && IsWellFormed(offered[0])
            ? offered[0]!
            : (Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
    }

    /// <summary>Letters, digits, <c>.</c>, <c>_</c> and <c>-</c>; 1 to <see cref="MaxLength"/> of them.</summary>
    internal static bool IsWellFormed(string? id) =>
        id is { Length: > 0 and <= MaxLength } && !id.AsSpan().ContainsAnyExcept(Allowed);
}
