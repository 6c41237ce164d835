using System.Security.Cryptography;
using System.Text.Json;
using MediaGateway.Domain.Sync.Operations;

namespace MediaGateway.Domain.Sync.Wire;

/// <summary>
/// Tells whether two operations with one id are one operation: SHA-256 over what the operation says, in the one form in
/// which it is written.
/// </summary>
/// <remarks>
/// The stamp is not part of it. A device whose clock was refused stamps what it has not seen answered anew and keeps the
/// ids; among that may be operations that did arrive, and they are repeats, not other operations.
/// </remarks>
public static class OperationFingerprint
{
    /// <summary>The fingerprint of an operation as it was sent: 32 bytes.</summary>
    public static byte[] Of(Operation operation) => JsonScratch.Write(operation, Write, static json => SHA256.HashData(json));

    private static void Write(Utf8JsonWriter writer, Operation operation)
    {
        writer.WriteStartObject();
        OperationWriter.WriteContent(writer, operation);
        writer.WriteEndObject();
    }
}
