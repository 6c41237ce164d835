namespace EmbeddedSilo;

/// <summary>A coarse clock that costs a field read; the silo moves it once a second.</summary>
internal sealed class SiloClock(TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();
    private int _seconds;

    /// <summary>Whole seconds since the silo was made.</summary>
    public int Seconds => Volatile.Read(ref _seconds);

    public void Update() => Volatile.Write(ref _seconds, (int)time.GetElapsedTime(_start).TotalSeconds);
}
