namespace EmbeddedSilo.Invocation;

/// <summary>
/// Carries a caller's cancellation to the method: the caller stops waiting at once, the method's own token fires in
/// a turn of its activation, so that what hangs on it stays single-threaded.
/// </summary>
internal sealed class CallCancellation : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly GrainCall _call;
    private readonly CancellationToken _callers;
    private CancellationTokenRegistration _registration;

    private CallCancellation(GrainCall call, CancellationToken callers)
    {
        _call = call;
        _callers = callers;
    }

    public CancellationToken Token => _source.Token;

    public static void Attach(GrainCall call, CancellationToken callers)
    {
        if (callers.CanBeCanceled)
        {
            var cancellation = new CallCancellation(call, callers);
            call.Cancellation = cancellation;
            cancellation._registration = callers.UnsafeRegister(static state => ((CallCancellation)state!).OnCancelled(), cancellation);
        }
    }

    /// <summary>Stops listening to the caller. The method's token stays valid.</summary>
    public void Dispose() => _registration.Unregister();

    private void OnCancelled()
    {
        _call.TryCancel(_callers);
        if (_call.Host is { } host)
        {
            host.Post(_source.Cancel);
        }
        else
        {
            _source.Cancel();
        }
    }
}
