using EmbeddedSilo.Invocation;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;

namespace EmbeddedSilo;

/// <summary>What the silo logs.</summary>
internal static partial class SiloLog
{
    [LoggerMessage(1, LogLevel.Error, "Grain {GrainId} could not be activated")]
    public static partial void ActivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(2, LogLevel.Error, "Grain {GrainId} failed while it was deactivated")]
    public static partial void DeactivationFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(3, LogLevel.Warning, "Nobody waited for {Method} of {GrainId}, which failed")]
    public static partial void OneWayCallFailed(ILogger logger, Exception exception, GrainId grainId, GrainMethod method);

    [LoggerMessage(4, LogLevel.Error, "An action in a turn of {GrainId} failed")]
    public static partial void ActionFailed(ILogger logger, Exception exception, GrainId grainId);

    [LoggerMessage(5, LogLevel.Warning, "Grain {GrainId} has {Limit} calls waiting and refused {Method}")]
    public static partial void CallRefusedForFullness(ILogger logger, GrainId grainId, GrainMethod method, int limit);

    [LoggerMessage(6, LogLevel.Information, "Silo started with {Kinds} kinds of grains")]
    public static partial void Started(ILogger logger, int kinds);

    [LoggerMessage(7, LogLevel.Information, "Silo stops: {Calls} calls under way, {Activations} activations")]
    public static partial void Stopping(ILogger logger, int calls, int activations);

    [LoggerMessage(8, LogLevel.Warning, "Silo did not finish in time: {Calls} calls were under way")]
    public static partial void StoppedBeforeTheEnd(ILogger logger, int calls);

    [LoggerMessage(9, LogLevel.Error, "The silo's housekeeping failed")]
    public static partial void HousekeepingFailed(ILogger logger, Exception exception);

    [LoggerMessage(10, LogLevel.Error, "Reminder {Name} of {GrainId} could not be delivered")]
    public static partial void ReminderFailed(ILogger logger, Exception exception, GrainId grainId, string name);

    [LoggerMessage(11, LogLevel.Error, "Reminders could not be read; the next try follows")]
    public static partial void RemindersNotRead(ILogger logger, Exception exception);

    [LoggerMessage(12, LogLevel.Warning, "A subscriber of stream {StreamId} failed with an event; it gets the next one all the same")]
    public static partial void SubscriberFailed(ILogger logger, Exception exception, StreamId streamId);

    [LoggerMessage(13, LogLevel.Warning, "A subscriber of stream {StreamId} has {Limit} events waiting and misses one")]
    public static partial void EventMissed(ILogger logger, StreamId streamId, int limit);
}
