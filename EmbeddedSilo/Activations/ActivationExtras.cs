using EmbeddedSilo.Timers;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace EmbeddedSilo.Activations;

/// <summary>What only some activations need; the others do not pay for it. Belongs to the activation's turn unless said otherwise.</summary>
internal sealed class ActivationExtras
{
    private static readonly TaskCompletionSource s_ended = MakeEnded();

    private TaskCompletionSource? _deactivated;
    private Dictionary<Type, object>? _components;
    private List<Guid>? _chains;

    public ActivationId Id { get; } = ActivationId.NewId();

    /// <summary>Completes when the activation has ended; may be awaited anywhere.</summary>
    public Task Deactivated
    {
        get
        {
            if (Volatile.Read(ref _deactivated) is null)
            {
                Interlocked.CompareExchange(ref _deactivated, new(TaskCreationOptions.RunContinuationsAsynchronously), null);
            }

            return _deactivated!.Task;
        }
    }

    public AsyncServiceScope? Scope { get; set; }

    /// <summary>The states that are still to be read; null once they are.</summary>
    public List<IActivatedState>? States { get; set; }

    public List<GrainTimer>? Timers { get; set; }

    /// <summary>Why the activation leaves; null while it does not.</summary>
    public DeactivationReason? Reason { get; set; }

    /// <summary>What kept the activation from coming up.</summary>
    public Exception? ActivationFailure { get; set; }

    /// <summary>The second of the silo's clock until which the activation is not collected.</summary>
    public int KeepUntilSeconds { get; set; }

    public void SetDeactivated() => Interlocked.CompareExchange(ref _deactivated, s_ended, null)?.TrySetResult();

    public object? FindComponent(Type type) => _components?.GetValueOrDefault(type);

    public void SetComponent(Type type, object? value)
    {
        if (value is null)
        {
            _components?.Remove(type);
        }
        else
        {
            (_components ??= [])[type] = value;
        }
    }

    public bool IsInChain(Guid chain) => _chains?.Contains(chain) ?? false;

    public void EnterChain(Guid chain) => (_chains ??= []).Add(chain);

    public void LeaveChain(Guid chain) => _chains?.Remove(chain);

    private static TaskCompletionSource MakeEnded()
    {
        var ended = new TaskCompletionSource();
        ended.SetResult();
        return ended;
    }
}

/// <summary>A state that is read before the activation takes calls.</summary>
internal interface IActivatedState
{
    Task LoadAsync(CancellationToken cancellationToken);
}
