using System.Security.Cryptography;
using System.Text;
using MediaGateway.Grains.Interfaces.Idempotency;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace MediaGateway.ApiFrontend.Idempotency;

/// <summary>
/// The ids of what a request makes, UUIDs of version 7. A request with an idempotency key gets the same ids every time it
/// runs: when the gateway dies between the effect and the answer, the repeat meets what the first attempt made, and makes
/// nothing twice. A handler takes this as a parameter.
/// </summary>
public sealed class NewIds
{
    private readonly IdempotencyReservation _reservation;

    private NewIds(IdempotencyReservation reservation) => _reservation = reservation;

    /// <summary>The ids of a request; called by the framework.</summary>
    public static ValueTask<NewIds?> BindAsync(HttpContext context) => ValueTask.FromResult<NewIds?>(
        context.Features.Get<NewIds>()
        ?? new NewIds(new IdempotencyReservation(Guid.NewGuid(), context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow())));

    /// <summary>The id of one thing that the request makes.</summary>
    /// <param name="what">What it is; a request that makes two needs two names.</param>
    public string Next(string what)
    {
        Span<byte> seeded = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData([.. _reservation.Seed.ToByteArray(), .. Encoding.UTF8.GetBytes(what)], seeded);
        // The time, version and variant of RFC 9562, section 5.7; the rest is random there and seeded here.
        Span<byte> id = stackalloc byte[16];
        Guid.CreateVersion7(_reservation.MadeAt).TryWriteBytes(id, bigEndian: true, out _);
        id[6] = (byte)((id[6] & 0xF0) | (seeded[6] & 0x0F));
        id[7] = seeded[7];
        id[8] = (byte)((id[8] & 0xC0) | (seeded[8] & 0x3F));
        seeded[9..16].CopyTo(id[9..]);
        return new Guid(id, bigEndian: true).ToString();
    }

    /// <summary>Lets the handler of a request make the ids of its reservation.</summary>
    internal static void Reserve(HttpContext context, IdempotencyReservation reservation) => context.Features.Set(new NewIds(reservation));
}
