namespace MediaGateway.Domain.Resilience;

/// <summary>The days by which a source counts what it is asked: each begins at midnight of its zone.</summary>
/// <param name="zone">The zone.</param>
public sealed class QuotaDay(TimeZoneInfo zone)
{
    /// <summary>The day of a time, as the number of days since year 1.</summary>
    public int Of(DateTimeOffset time) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime).DayNumber;

    /// <summary>When the day after that of <paramref name="time"/> begins.</summary>
    public DateTimeOffset NextBegin(DateTimeOffset time)
    {
        var midnight = DateOnly.FromDayNumber(Of(time) + 1).ToDateTime(TimeOnly.MinValue);
        // Where the clock is put forward at midnight, the day begins with the first time that there is.
        while (zone.IsInvalidTime(midnight)) midnight = midnight.AddMinutes(30);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight)).ToUniversalTime();
    }
}
