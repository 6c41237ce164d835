namespace MediaGateway.Domain.Sync;

/// <summary>The bounds of what an operation may hold and of how long it counts.</summary>
public static class SyncLimits
{
    /// <summary>The longest operation id or play id, in UTF-16 code units.</summary>
    public const int MaxIdLength = 64;

    /// <summary>The longest id of an effect: the server appends to an operation's id where it keeps keys short.</summary>
    public const int MaxEffectIdLength = MaxIdLength + 8;

    /// <summary>The longest content id.</summary>
    public const int MaxContentIdLength = 256;

    /// <summary>The most adds that one remove may name.</summary>
    public const int MaxObserved = 1000;

    /// <summary>The longest name of a preference.</summary>
    public const int MaxPreferenceKeyLength = 128;

    /// <summary>The longest value of a preference, as JSON without white space.</summary>
    public const int MaxPreferenceValueLength = 4096;

    /// <summary>The greatest position or duration: 1,000 hours.</summary>
    public const long MaxPositionMs = 1000L * 60 * 60 * 1000;

    /// <summary>The greatest rating, in tenths.</summary>
    public const int MaxRatingTenths = 50;

    /// <summary>The most operations in one batch.</summary>
    public const int MaxBatch = 500;

    /// <summary>How long operation ids are remembered; what was stamped before is refused.</summary>
    public static readonly TimeSpan Horizon = TimeSpan.FromDays(90);
}
