using MediaGateway.Benchmarks.Runtime;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>How long it takes to be given an answer that is kept, against a grain call that does nothing.</summary>
internal static class AnswerBenchmark
{
    private const string Source = "wide";
    private const int CallsInRound = 20_000;
    private const int ManyCallers = 32;
    private const int ManyQuestions = 1_000;

    private static readonly TimeSpan _budget = TimeSpan.FromSeconds(2);

    public static async Task<IReadOnlyList<(string Name, Comparison Measured)>> MeasureAsync(int rounds)
    {
        await using var host = await GrainHost.StartAsync(static builder => SourceRig.Add(builder, [new ScriptedPlatform(Source, TimeSpan.Zero)]));
        await SourceRig.FillAsync(host.Services);
        SourceAsk[] asks = [.. Enumerable.Range(0, ManyQuestions).Select(number => new SourceAsk(Source, QueryOf(number), CallPriority.Interactive, _budget))];
        ISourceAnswerGrain[] answers = [.. asks.Select(ask => host.Grains.GetGrain<ISourceAnswerGrain>(SourceAsk.KeyOf(Source, ask.Query)))];
        ITallyGrain[] tallies = [.. Enumerable.Range(0, ManyQuestions).Select(number => host.Grains.GetGrain<ITallyGrain>(number))];
        foreach (var (grain, ask) in answers.Zip(asks)) await AskAsync(grain, ask);
        List<(string, Comparison)> measured = [];
        foreach (var (callers, questions) in new[] { (1, 1), (ManyCallers, 1), (ManyCallers, ManyQuestions) })
        {
            measured.Add(($"{callers} at once, {(questions == 1 ? "one question" : FormattableString.Invariant($"{questions:N0} questions"))}", await new Load(callers, rounds, CallsInRound).CompareAsync(
                number => tallies[number % questions].AddAsync(number),
                number => AskAsync(answers[number % questions], asks[number % questions]))));
        }

        return measured;
    }

    private static SourceQuery QueryOf(int number) => new() { Operation = SourceOperation.Search, Text = TitleNames.Of(number), Region = "US" };

    private static async Task AskAsync(ISourceAnswerGrain grain, SourceAsk ask)
    {
        var answer = await grain.AskAsync(ask, CancellationToken.None);
        if (answer is not { Failure: null, IsStale: false, Titles.Count: > 0 }) throw new InvalidOperationException($"No answer: {answer.Failure}");
    }
}
