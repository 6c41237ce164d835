using System.ComponentModel.DataAnnotations;

namespace MediaGateway.Storage.Journal;

/// <summary>The bounds of the journal.</summary>
public sealed class JournalOptions : IValidatableObject
{
    /// <summary>How many writers there are, each with a connection and one commit under way. A user belongs to one of them.</summary>
    /// <value>2 by default, from 1 to 64.</value>
    /// <remarks>Each has a connection beside the pool. More writers make smaller batches: worth it where a commit waits long for a disk or a replica, not where it is short of processors.</remarks>
    [Range(1, 64)]
    public int Writers { get; set; } = 2;

    /// <summary>The most appends that share a commit.</summary>
    /// <value>512 by default, from 1 to 10,000.</value>
    [Range(1, 10_000)]
    public int MaxBatchAppends { get; set; } = 512;

    /// <summary>How many bytes of effects fill a batch; one append alone may have more.</summary>
    /// <value>4 MiB by default, from 64 KiB to 256 MiB.</value>
    [Range(64 * 1024, 256 * 1024 * 1024)]
    public int MaxBatchBytes { get; set; } = 4 * 1024 * 1024;

    /// <summary>The most appends that wait or are being written; one more is refused at once.</summary>
    /// <value>16,384 by default, from 1 to a million.</value>
    [Range(1, 1_000_000)]
    public int MaxPendingAppends { get; set; } = 16_384;

    /// <summary>The most bytes of effects that wait or are being written.</summary>
    /// <value>64 MiB by default, from 1 MiB to 4 GiB.</value>
    [Range(1024L * 1024, 4L * 1024 * 1024 * 1024)]
    public long MaxPendingBytes { get; set; } = 64 * 1024 * 1024;

    /// <summary>How long one batch may take.</summary>
    /// <value>5 seconds by default, from 1 to 60; whole seconds.</value>
    [Range(typeof(TimeSpan), "00:00:01", "00:01:00")]
    public TimeSpan CommitTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>How long operations are remembered after they were answered.</summary>
    /// <value>90 days, the horizon that is promised to devices; from 90 days to ten years.</value>
    [Range(typeof(TimeSpan), "90.00:00:00", "3650.00:00:00")]
    public TimeSpan OperationRetention { get; set; } = TimeSpan.FromDays(90);

    /// <summary>How often operations past their time are removed.</summary>
    /// <value>One hour by default, from a second to a week.</value>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00")]
    public TimeSpan RetentionInterval { get; set; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (MaxBatchBytes > MaxPendingBytes) yield return new($"{nameof(MaxBatchBytes)} must not be above {nameof(MaxPendingBytes)}.", [nameof(MaxBatchBytes)]);
    }
}
