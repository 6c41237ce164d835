using System.Diagnostics;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Domain.Sources;
using MediaGateway.Grains.Sources;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>A platform that takes a given time for each answer, and finds what <see cref="TitleNames"/> says; or fails after that time.</summary>
/// <param name="id">The source's id.</param>
/// <param name="delay">How long it takes.</param>
/// <param name="place">Its place among the platforms: each has titles of its own.</param>
/// <param name="calls">Where the time of each call is noted; null where nobody asks.</param>
internal sealed class ScriptedPlatform(string id, TimeSpan delay, int place = 0, SlowestCalls? calls = null) : ISource
{
    // Two that every platform has and the catalogue knows, and three that are new.
    private const int Shared = 2;
    private const int Found = 5;

    public SourceTerms Terms { get; } = WideTerms.Of(id);

    public IReadOnlyList<string> Keys { get; } = ["key-1"];

    /// <summary>Whether it answers with failures.</summary>
    public bool IsFailing { get; set; }

    public bool CanAnswer(SourceQuery query) => query is { Operation: SourceOperation.Search, Text: not null };

    public async Task<SourceReply> AskAsync(SourceQuery query, string key, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        if (delay > TimeSpan.Zero) await Task.Delay(delay, TimeProvider.System, cancellationToken);
        calls?.Note(query.Text!, Stopwatch.GetElapsedTime(started));
        return IsFailing
            ? SourceReply.Of(SourceOutcome.Failed, "status 503")
            : new SourceReply { Outcome = SourceOutcome.Answered, Titles = [.. Enumerable.Range(0, Found).Select(title => TitleOf(query.Text!, title))] };
    }

    private SourceRecord TitleOf(string text, int title)
    {
        var asked = TitleNames.NumberOf(text);
        var isShared = title < Shared;
        return new()
        {
            Source = id,
            Title = isShared ? TitleNames.Of(asked + title) : $"{text} {place} {title}",
            Type = ContentType.Movie,
            Year = 2020,
            Overview = "What the platform says of the title, in about as many words as it takes to say it.",
            Genres = ["Drama", "Thriller"],
            ExternalIds = new Dictionary<string, string> { ["imdb"] = isShared ? TitleNames.ImdbOf(asked + title) : TitleNames.ImdbOf((asked * Found) + title, place) },
            Availability = [new Offer { Platform = id.Replace("_direct", "", StringComparison.Ordinal), Region = "US", Kind = OfferKind.Subscription, Source = id }],
        };
    }
}
