namespace EmbeddedSilo.Scheduling;

/// <summary>
/// Decides when the turns of grains run. Without one they run on the thread pool, as soon as they can. With one they run
/// where and in the order that it likes, one item of an activation's inbox at a time: a test can so repeat a run exactly,
/// try orders that seldom happen, and stop a silo between any two awaits by running none of its turns any more.
/// </summary>
public interface ITurnScheduler
{
    /// <summary>Takes something that can run now. It may be run by any thread, but never twice at once, and not inside of this call.</summary>
    void Schedule(IThreadPoolWorkItem turn);
}
