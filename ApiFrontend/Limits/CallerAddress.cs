using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace MediaGateway.ApiFrontend.Limits;

/// <summary>Where a request comes from.</summary>
internal static class CallerAddress
{
    /// <summary>Whether it was made on this machine, and not passed on by a proxy here.</summary>
    public static bool IsLocal(HttpContext context) =>
        context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address)
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && !context.Request.Headers.ContainsKey("Forwarded");

    /// <summary>The name under which an address is counted. One customer has a whole /64 of IPv6.</summary>
    public static string Group(HttpContext context)
    {
        if (context.Connection.RemoteIpAddress is not { } address)
        {
            return "unknown";
        }

        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }
}
