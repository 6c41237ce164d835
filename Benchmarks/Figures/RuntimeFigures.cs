using MediaGateway.Benchmarks.Runtime;

namespace MediaGateway.Benchmarks.Figures;

/// <summary>What is asked of the grain runtime.</summary>
internal static class RuntimeFigures
{
    private const int Rounds = 5;
    private const int Calls = 50_000;
    private const int Activations = 1_000_000;

    // A million of them, and all the rest, within the memory of a small household server.
    private const double ComfortableBytes = 600;

    public static async Task<IReadOnlyList<Figure>> MeasureAsync() =>
    [
        .. (await CallBenchmark.MeasureAsync(Rounds, Calls)).Select(static call =>
            Figure.Below(3, "x", call.Ratio, $"grain call to channel actor: {call.Name}", Sources.Issue)),
        .. (await ActivationBenchmark.MeasureAsync(Activations)).Select(static activation =>
            Figure.Below(ComfortableBytes, "B", activation.ResidentBytes, $"idle {activation.Name}, resident, of {activation.Count:N0}", Sources.OwnReading)),
    ];
}
