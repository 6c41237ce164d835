using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Sources;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>A source that does what the test says, and remembers what it was asked and when.</summary>
internal sealed class ScriptedSource(string id, TimeProvider time, params string[] keys) : ISource
{
    private readonly Lock _gate = new();
    private readonly List<Asked> _asked = [];

    public SourceTerms Terms { get; } = SourceDirectory.Find(id)!;

    public IReadOnlyList<string> Keys { get; } = keys;

    /// <summary>What it answers to a call.</summary>
    public Func<Asked, CancellationToken, Task<SourceReply>> Script { get; set; } = (call, _) => Task.FromResult(Finds(id, $"{call.Query.Text} of {id}"));

    public IReadOnlyList<Asked> Calls
    {
        get
        {
            lock (_gate) return [.. _asked];
        }
    }

    public static SourceReply Finds(string source, params string[] titles) => new()
    {
        Outcome = SourceOutcome.Answered,
        Titles = [.. titles.Select(title => new SourceRecord { Source = source, SourceId = source is "tmdb" ? null : title.Replace(' ', '-'), Title = title, Type = ContentType.Movie, Availability = OffersOf(source) })],
    };

    /// <summary>Answers every call in the same way.</summary>
    public void Always(SourceOutcome outcome, TimeSpan? retryAfter = null) => Script = (_, _) => Task.FromResult(SourceReply.Of(outcome, "as the test wants it", retryAfter));

    /// <summary>Answers after a while.</summary>
    public void After(TimeSpan delay, SourceReply reply) => Script = async (_, cancellationToken) =>
    {
        await Task.Delay(delay, time, cancellationToken);
        return reply;
    };

    /// <summary>What it cannot be asked.</summary>
    public Predicate<SourceQuery> Cannot { get; set; } = _ => false;

    public bool CanAnswer(SourceQuery query) => !Cannot(query);

    public Task<SourceReply> AskAsync(SourceQuery query, string key, CancellationToken cancellationToken)
    {
        var call = new Asked(query, key, time.GetUtcNow());
        lock (_gate) _asked.Add(call);
        return Script(call, cancellationToken);
    }

    private static Offer[] OffersOf(string source) =>
        [new Offer { Platform = source.Replace("_direct", "", StringComparison.Ordinal), Region = "US", Kind = OfferKind.Subscription, Source = source }, new Offer { Platform = "netflix", Region = "US", Kind = OfferKind.Subscription, Source = source }];
}

/// <summary>One call.</summary>
internal sealed record Asked(SourceQuery Query, string Key, DateTimeOffset At);
