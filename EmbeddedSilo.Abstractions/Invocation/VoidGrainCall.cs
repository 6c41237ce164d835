using System.ComponentModel;

namespace EmbeddedSilo.Invocation;

/// <summary>A call to a method without a result. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class VoidGrainCall : GrainCall
{
    private TaskCompletionSource? _answer;
    private Task? _execution;

    internal override bool IsAnswered => _answer is { Task.IsCompleted: true };

    internal override Exception? Failure => _execution?.Exception?.InnerException;

    /// <summary>Calls the method.</summary>
    protected abstract ValueTask InvokeInner(object target);

    /// <summary>Makes the task that the caller waits for.</summary>
    internal Task Expect() => (_answer = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    internal override async Task<object?> InvokeBoxedAsync(object target)
    {
        await InvokeInner(target);
        return null;
    }

    internal override async Task<object?> WaitBoxedAsync()
    {
        await _answer!.Task.ConfigureAwait(false);
        return null;
    }

    private protected override bool StartCore(object target)
    {
        try
        {
            var execution = InvokeInner(target);
            if (execution.IsCompletedSuccessfully)
            {
                execution.GetAwaiter().GetResult();
                return true;
            }

            _execution = execution.AsTask();
        }
        catch (Exception exception)
        {
            _execution = Task.FromException(exception);
        }

        return EndsAtOnce(_execution);
    }

    private protected override bool StartFiltered(object target, ICallFilters filters)
    {
        _execution = filters.InvokeAsync(this, target);
        return EndsAtOnce(_execution);
    }

    private protected override void SetAnswer()
    {
        if (_answer is null)
        {
            return;
        }

        if (_execution is null or { IsCompletedSuccessfully: true })
        {
            _answer.TrySetResult();
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
