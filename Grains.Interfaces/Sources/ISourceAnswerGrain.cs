using System.Security.Cryptography;
using System.Text;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using Orleans.Concurrency;

namespace MediaGateway.Grains.Interfaces.Sources;

/// <summary>
/// The answer to one question to one source: asked once however many want it, kept as long as it is fresh, and given
/// beyond that where no new one is to be had. Its key is <see cref="SourceAsk.KeyOf"/>.
/// </summary>
[Alias("mg.source-answer")]
public interface ISourceAnswerGrain : IGrainWithStringKey
{
    /// <summary>Answers the question. It waits no longer than it is told; what comes later is kept for who asks next.</summary>
    [AlwaysInterleave, Repeatable, Alias("ask")]
    Task<SourceAnswer> AskAsync(SourceAsk ask, CancellationToken cancellationToken);
}

/// <summary>A question, and how much time there is for it.</summary>
/// <param name="SourceId">The source.</param>
/// <param name="Query">The question; the same for all calls of one grain.</param>
/// <param name="Priority">Whose it is.</param>
/// <param name="Budget">How long the answer may take.</param>
[GenerateSerializer, Immutable, Alias("mg.source-ask")]
public sealed record SourceAsk(
    [property: Id(0)] string SourceId,
    [property: Id(1)] SourceQuery Query,
    [property: Id(2)] CallPriority Priority,
    [property: Id(3)] TimeSpan Budget)
{
    /// <summary>The platform for whose sake it is asked, also where the question does not name it; null where it is for none's.</summary>
    [Id(4)] public string? Platform { get; init; }

    /// <summary>The key of the grain for a question.</summary>
    public static string KeyOf(string sourceId, SourceQuery query) =>
        $"{sourceId}/{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query.Key)).AsSpan(0, 16))}";
}

/// <summary>What is known of the answer.</summary>
[GenerateSerializer, Immutable, Alias("mg.source-answer-content")]
public sealed record SourceAnswer
{
    /// <summary>The titles, as the catalogue has them now that the source was heard, or will have them in a moment; none where there is no answer.</summary>
    [Id(0)] public IReadOnlyList<SourceTitle> Titles { get; init; } = [];

    /// <summary>Where the next page begins; null at the end.</summary>
    [Id(1)] public string? NextCursor { get; init; }

    /// <summary>When the source said so; null where there is no answer.</summary>
    [Id(2)] public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>Whether it is older than it should be.</summary>
    [Id(3)] public bool IsStale { get; init; }

    /// <summary>Why there is no fresh answer; null where there is one.</summary>
    [Id(4)] public SourceFailure? Failure { get; init; }

    /// <summary>How many titles in it could not be read, or not be taken into the catalogue.</summary>
    [Id(5)] public int Unread { get; init; }

    /// <summary>Whether there is anything to give.</summary>
    public bool HasAnswer => AnsweredAt is not null;
}

/// <summary>A title in an answer.</summary>
/// <param name="ContentId">Its canonical id.</param>
/// <param name="Document">The title as the catalogue has it, as JSON in UTF-8 for clients.</param>
/// <param name="Offers">What the source said of where it is to be had.</param>
[GenerateSerializer, Immutable, Alias("mg.source-title")]
public sealed record SourceTitle(
    [property: Id(0)] string ContentId,
    [property: Id(1)] ReadOnlyMemory<byte> Document,
    [property: Id(2)] IReadOnlyList<Offer> Offers)
{
    /// <summary>Whether the catalogue has it; false where it is still being written, or could not be.</summary>
    [Id(3)] public bool IsKept { get; init; } = true;
}

/// <summary>Why a source gave no answer.</summary>
/// <param name="Kind">In which way it failed.</param>
/// <param name="RetryAfter">When to ask again; null where nobody knows.</param>
[GenerateSerializer, Immutable, Alias("mg.source-failure")]
public sealed record SourceFailure([property: Id(0)] SourceFailureKind Kind, [property: Id(1)] TimeSpan? RetryAfter);

/// <summary>The ways in which a source can fail.</summary>
[GenerateSerializer, Alias("mg.source-failure-kind")]
public enum SourceFailureKind
{
    /// <summary>It has no key, or cannot be asked this.</summary>
    NotConfigured,
    /// <summary>It failed so often lately that it was not asked.</summary>
    CircuitOpen,
    /// <summary>It took too long.</summary>
    Timeout,
    /// <summary>It was asked too much already.</summary>
    Limited,
    /// <summary>It refused, failed, or could not be understood.</summary>
    Unavailable,
}
