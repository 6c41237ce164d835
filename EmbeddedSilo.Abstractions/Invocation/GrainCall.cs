using System.ComponentModel;
using System.Diagnostics;
using System.Reflection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedSilo.Invocation;

/// <summary>
/// One call: the method, the arguments, where it runs and who waits. Generated code derives one class for each method.
/// </summary>
/// <remarks>
/// A call ends for its caller exactly once: with the method's outcome, a time-out, the caller's cancellation or a
/// rejection, whichever comes first. For the activation it ends when the method does.
/// </remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall : WorkItem, IInvokable
{
    /// <summary>What is called.</summary>
    public abstract GrainMethod Method { get; }

    /// <summary>The token that the method gets.</summary>
    public CancellationToken CancellationToken => Cancellation?.Token ?? default;

    /// <inheritdoc/>
    public bool IsCancellable => Method.IsCancellable;

    /// <summary>The caller's cancellation; null where it cannot cancel.</summary>
    internal CallCancellation? Cancellation { get; set; }

    /// <summary>What travels with the call beside its arguments.</summary>
    internal RequestContextData? Context { get; set; }

    /// <summary>The activation that calls; null outside of grains.</summary>
    internal IGrainContext? Source { get; set; }

    /// <summary>What runs the call; known from when it is queued there.</summary>
    internal ICallHost? Host { get; set; }

    /// <summary>The list of calls that this one waits in for its answer; null when nobody waits.</summary>
    internal OutstandingCalls? Outstanding { get; set; }

    internal OutstandingLinks Links;

    /// <summary>The span from sending to answer; null when nobody looks.</summary>
    internal Activity? Span { get; set; }

    internal object? Target { get; private set; }

    /// <summary>Whether the caller has its answer. Never true of a one-way call.</summary>
    internal abstract bool IsAnswered { get; }

    /// <summary>How the method failed, once it has ended; null when it did not.</summary>
    internal abstract Exception? Failure { get; }

    /// <summary>Calls the method; true when it is done at once, else <see cref="ICallHost.CallEnded"/> follows.</summary>
    internal bool Start(object target, ICallFilters? filters)
    {
        Target = target;
        return filters is null ? StartCore(target) : StartFiltered(target, filters);
    }

    /// <summary>Tells the caller how the method ended. Only after it has.</summary>
    internal void Answer()
    {
        SetAnswer();
        Answered();
    }

    /// <summary>Answers with an exception unless there is an answer.</summary>
    internal bool TryFail(Exception exception) => SetFailure(exception) && Answered();

    /// <summary>Answers that the caller cancelled unless there is an answer.</summary>
    internal bool TryCancel(CancellationToken cancellationToken) => SetCanceled(cancellationToken) && Answered();

    /// <summary>Runs the method for the innermost filter and gives its boxed result.</summary>
    internal abstract Task<object?> InvokeBoxedAsync(object target);

    /// <summary>The boxed answer, for the innermost outgoing filter.</summary>
    internal abstract Task<object?> WaitBoxedAsync();

    private protected abstract bool StartCore(object target);

    private protected abstract bool StartFiltered(object target, ICallFilters filters);

    private protected abstract void SetAnswer();

    private protected abstract bool SetFailure(Exception exception);

    private protected abstract bool SetCanceled(CancellationToken cancellationToken);

    /// <summary>Nothing may touch the call after this: it may already be on its way on another thread.</summary>
    /// <remarks>Announced by whoever ends the method, which is almost always a turn of the activation itself: no other thread is woken for it.</remarks>
    private protected void AnnounceEndOf(Task execution) => execution.ContinueWith(
        static (_, call) => ((GrainCall)call!).OnExecutionEnded(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private void OnExecutionEnded()
    {
        Kind = WorkItemKind.CallEnded;
        Host!.CallEnded(this);
    }

    private bool Answered()
    {
        Outstanding?.Remove(this);
        Cancellation?.Dispose();
        EndSpan();
        return true;
    }

    private void EndSpan()
    {
        if (Span is { } span)
        {
            if (Failure is { } failure)
            {
                span.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            }

            span.Dispose();
        }
    }

    /// <inheritdoc/>
    public abstract int GetArgumentCount();

    /// <inheritdoc/>
    public abstract object? GetArgument(int index);

    /// <inheritdoc/>
    public abstract void SetArgument(int index, object value);

    /// <inheritdoc/>
    public CancellationToken GetCancellationToken() => CancellationToken;

    /// <inheritdoc/>
    public TimeSpan? GetDefaultResponseTimeout() => Method.ResponseTimeout;

    /// <inheritdoc/>
    public string GetInterfaceName() => Method.InterfaceName;

    /// <inheritdoc/>
    public Type GetInterfaceType() => Method.InterfaceType;

    /// <inheritdoc/>
    public MethodInfo GetMethod() => Method.Method;

    /// <inheritdoc/>
    public string GetMethodName() => Method.Name;

    /// <inheritdoc/>
    public object? GetTarget() => Target;

    /// <summary>Nothing to let go.</summary>
    public void Dispose() => GC.SuppressFinalize(this);

    /// <inheritdoc/>
    public override string ToString() => Method.ToString();
}
