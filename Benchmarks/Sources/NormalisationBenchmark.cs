using System.Diagnostics;
using System.Text.Json;
using MediaGateway.Domain.Sources;
using MediaGateway.Providers.Http;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>How many titles a second are read out of answers, on one thread, against only parsing the same bodies as JSON.</summary>
internal static class NormalisationBenchmark
{
    // The compiler optimises in the background, and late where the machine has other work.
    private const int WarmUps = 5;

    private static readonly TimeSpan _round = TimeSpan.FromMilliseconds(150);

    public static IReadOnlyList<NormalisationFigures> Measure(int rounds) =>
    [
        Measure("TMDb, details", UpstreamBodies.OfTmdb(), rounds),
        Measure("Streaming Availability, search", UpstreamBodies.OfStreamingAvailability(), rounds),
        Measure("Spotify, search", UpstreamBodies.OfSpotify(), rounds),
        Measure("direct, search", UpstreamBodies.OfDirect(), rounds),
    ];

    private static NormalisationFigures Measure(string name, IReadOnlyList<UpstreamBody> bodies, int rounds)
    {
        var titles = bodies.Sum(ReadTitles);
        double Rival() => PerSecond(titles, () => bodies.Sum(Parse));
        double Ours() => PerSecond(titles, () => bodies.Sum(ReadTitles));
        for (var round = 0; round < WarmUps; round++)
        {
            Rival();
            Ours();
        }

        List<(double Rival, double Ours)> rates = [.. Enumerable.Range(0, rounds).Select(_ => (Rival(), Ours()))];
        return new(
            name,
            titles,
            bodies.Sum(body => (double)body.Body.Length) / titles,
            rates.Median(static rate => rate.Rival),
            rates.Median(static rate => rate.Ours),
            rates.Median(static rate => rate.Rival / rate.Ours));
    }

    private static int ReadTitles(UpstreamBody body)
    {
        var reply = body.Protocol.Read(body.Query, new UpstreamReply(SourceOutcome.Answered, 200, body.Body, null, null), DateTimeOffset.UnixEpoch);
        return reply is { Outcome: SourceOutcome.Answered, Titles.Count: > 0 and var count } ? count : throw new InvalidOperationException($"{body.Protocol.SourceId}: {reply.Outcome}, {reply.Fault}");
    }

    private static int Parse(UpstreamBody body)
    {
        using var document = JsonDocument.Parse(body.Body);
        return (int)document.RootElement.ValueKind;
    }

    private static double PerSecond(int titles, Func<int> run)
    {
        var (count, started) = (0L, Stopwatch.GetTimestamp());
        while (Stopwatch.GetElapsedTime(started) < _round)
        {
            GC.KeepAlive(run());
            count += titles;
        }

        return count / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}

/// <summary>How fast answers of one kind are read: medians of the rounds, and of their ratios.</summary>
/// <param name="Name">Of which API.</param>
/// <param name="Titles">How many titles the bodies hold.</param>
/// <param name="BytesOfTitle">How long a title is in them.</param>
/// <param name="RivalPerSecond">Titles that are parsed in a second.</param>
/// <param name="PerSecond">Titles that are read in a second.</param>
/// <param name="Ratio">How many times as long reading takes as parsing.</param>
internal sealed record NormalisationFigures(string Name, int Titles, double BytesOfTitle, double RivalPerSecond, double PerSecond, double Ratio);
