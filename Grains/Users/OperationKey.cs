namespace MediaGateway.Grains.Users;

/// <summary>The id of an operation as it is kept in memory: as a number where it is written as UUIDs are, which nearly all are.</summary>
internal readonly record struct OperationKey
{
    private const int UuidLength = 36;

    private readonly Guid _uuid;
    private readonly string? _text;

    private OperationKey(Guid uuid, string? text) => (_uuid, _text) = (uuid, text);

    /// <summary>The key of an id. Ids that differ have keys that differ, also where they are the same UUID in other letters.</summary>
    public static OperationKey Of(string opId)
    {
        Span<char> written = stackalloc char[UuidLength];
        return Guid.TryParseExact(opId, "D", out var uuid) && uuid.TryFormat(written, out _, "D") && written.SequenceEqual(opId)
            ? new(uuid, null)
            : new(default, opId);
    }
}
