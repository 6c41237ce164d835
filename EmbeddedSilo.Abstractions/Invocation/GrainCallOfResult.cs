using System.ComponentModel;

namespace EmbeddedSilo.Invocation;

/// <summary>A call to a method with a result. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class GrainCall<TResult> : GrainCall
{
    private TaskCompletionSource<TResult>? _answer;
    private Task<TResult>? _execution;
    private TResult _result = default!;

    internal override bool IsAnswered => _answer is { Task.IsCompleted: true };

    internal override Exception? Failure => _execution?.Exception?.InnerException;

    /// <summary>Calls the method.</summary>
    protected abstract ValueTask<TResult> InvokeInner(object target);

    /// <summary>Isolates the result from the grain; the default is for results that cannot change.</summary>
    protected virtual TResult CopyResult(TResult result) => result;

    /// <summary>Makes the task that the caller waits for.</summary>
    internal Task<TResult> Expect() => (_answer = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal override async Task<object?> InvokeBoxedAsync(object target) => await InvokeInner(target);

    internal override async Task<object?> WaitBoxedAsync() => await _answer!.Task.ConfigureAwait(false);

    private protected override bool StartCore(object target)
    {
        try
        {
            var execution = InvokeInner(target);
            if (execution.IsCompletedSuccessfully)
            {
                _result = execution.Result;
                return true;
            }

            _execution = execution.AsTask();
        }
        catch (Exception exception)
        {
            _execution = Task.FromException<TResult>(exception);
        }

        return EndsAtOnce(_execution);
    }

    private protected override bool StartFiltered(object target, ICallFilters filters)
    {
        _execution = RunAsync();
        return EndsAtOnce(_execution);

        async Task<TResult> RunAsync() => (TResult)(await filters.InvokeAsync(this, target))!;
    }

    private protected override void SetAnswer()
    {
        if (_answer is null)
        {
            return;
        }

        if (_execution is null or { IsCompletedSuccessfully: true })
        {
            try
            {
                _answer.TrySetResult(CopyResult(_execution is null ? _result : _execution.Result));
            }
            catch (Exception exception)
            {
                _answer.TrySetException(exception);
            }
        }
        else
        {
            _answer.TrySetFromTask(_execution);
        }
    }

    private protected override bool SetFailure(Exception exception) => _answer?.TrySetException(exception) ?? false;

    private protected override bool SetCanceled(CancellationToken cancellationToken) => _answer?.TrySetCanceled(cancellationToken) ?? false;

    private bool EndsAtOnce(Task execution)
    {
        if (execution.IsCompleted)
        {
            return true;
        }

        AnnounceEndOf(execution);
        return false;
    }
}
