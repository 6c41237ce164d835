using MediaGateway.Domain.Sources;

namespace MediaGateway.Benchmarks.Sources;

/// <summary>Terms with every kind of limit, none of which is ever reached: what is measured is the counting, not the waiting.</summary>
internal static class WideTerms
{
    private const int Calls = 1_000_000_000;
    private const int Units = 2_000_000_000;
    private const double WindowSeconds = 10;

    /// <summary>Of a source that is called this.</summary>
    public static SourceTerms Of(string id) => new()
    {
        Id = id,
        Name = id,
        Home = "https://source.example/",
        Windows = [new CallWindow(Calls, WindowSeconds)],
        Burst = Calls,
        PerSecond = Calls,
        Quota = new QuotaTerms { Units = Units },
        StaleFor = TimeSpan.FromHours(1),
        // Longer than anything here is measured: probes of a circuit that is open are another story.
        CircuitOpenFor = TimeSpan.FromMinutes(10),
    };
}
