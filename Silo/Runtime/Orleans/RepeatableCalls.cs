using System.Collections.Concurrent;
using System.Reflection;
using MediaGateway.Grains.Interfaces;
using Orleans.Concurrency;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace MediaGateway.Silo.Runtime;

/// <summary>
/// Sends a call again when the silo it went to is gone. A call that a silo refused, or that reached none, has done nothing and
/// may always be sent again; one whose answer was lost with its silo only when the method bears it: reads, and what is marked
/// <see cref="RepeatableAttribute"/>. The caller's deadline ends it all.
/// </summary>
internal sealed class RepeatableCalls(TimeProvider time) : IOutgoingGrainCallFilter
{
    private static readonly TimeSpan[] Pauses = [.. new[] { 50, 100, 200, 400, 800 }.Select(pause => TimeSpan.FromMilliseconds(pause))];

    private readonly ConcurrentDictionary<MethodInfo, bool> _repeatable = new();

    /// <inheritdoc/>
    public async Task Invoke(IOutgoingGrainCallContext context)
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (OrleansMessageRejectionException gone) when (attempt < Pauses.Length && MayRepeat(context, gone))
            {
                // Grains stay on their scheduler: no ConfigureAwait here.
                await PauseAsync(attempt, context);
            }
            catch (ConnectionFailedException unreachable) when (IsOurs(context))
            {
                // It never left: the front end has not noticed yet that the silo it goes through is gone.
                if (attempt == Pauses.Length) throw new SiloUnavailableException(unreachable.Message, unreachable);
                await PauseAsync(attempt, context);
            }
        }
    }

    private Task PauseAsync(int attempt, IOutgoingGrainCallContext context) => Task.Delay(Pauses[attempt], time, context.Request.GetCancellationToken());

    private bool MayRepeat(IOutgoingGrainCallContext context, OrleansMessageRejectionException gone) =>
        IsOurs(context) && (gone is not SiloUnavailableException || _repeatable.GetOrAdd(context.InterfaceMethod, BearsRepetition));

    private static bool IsOurs(IOutgoingGrainCallContext context) =>
        context.InterfaceMethod?.DeclaringType?.Assembly == typeof(RepeatableAttribute).Assembly;

    private static bool BearsRepetition(MethodInfo method) =>
        method.IsDefined(typeof(ReadOnlyAttribute)) || method.IsDefined(typeof(RepeatableAttribute));
}
