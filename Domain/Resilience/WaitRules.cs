namespace MediaGateway.Domain.Resilience;

/// <summary>How long a source is left alone that asks for it, whatever it sends: nothing, zero, or half a day.</summary>
public static class WaitRules
{
    private static readonly TimeSpan Unsaid = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Least = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Most = TimeSpan.FromHours(24);

    /// <summary>After it said that there were too many calls.</summary>
    public static TimeSpan AfterThrottling(TimeSpan? told) => told is { } wait ? Bounded(wait) : Unsaid;

    /// <summary>A wait that is neither nothing nor for ever.</summary>
    public static TimeSpan Bounded(TimeSpan told) => told < Least ? Least : told > Most ? Most : told;
}
