using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;
using Orleans.Serialization.Invocation;

namespace EmbeddedSilo.Activations;

// The activation as grain code and filters see it.
internal sealed partial class Activation
{
    ActivationId IGrainContext.ActivationId => Extras.Id;

    /// <inheritdoc/>
    public object? GrainInstance => _instance;

    /// <inheritdoc/>
    public GrainReference GrainReference => Silo.References.Of(_kind, _key);

    /// <inheritdoc/>
    public Task Deactivated => Extras.Deactivated;

    /// <inheritdoc/>
    public IServiceProvider ActivationServices
    {
        get
        {
            var extras = Extras;
            extras.Scope ??= Silo.ServiceProvider.CreateAsyncScope();
            return extras.Scope.Value.ServiceProvider;
        }
    }

    /// <inheritdoc/>
    public void Deactivate(DeactivationReason deactivationReason, CancellationToken cancellationToken = default) => Post(() => Leave(deactivationReason));

    /// <inheritdoc/>
    public void SetComponent<TComponent>(TComponent? value) where TComponent : class => Extras.SetComponent(typeof(TComponent), value);

    /// <summary>Keeps the activation from being collected for a while.</summary>
    public void KeepFor(TimeSpan time) => Extras.KeepUntilSeconds =
        time < TimeSpan.Zero || time > TimeSpan.FromDays(365 * 30) ? int.MaxValue : Silo.Clock.Seconds + (int)Math.Ceiling(time.TotalSeconds);

    object? ITargetHolder.GetTarget() => _instance;

    object? ITargetHolder.GetComponent(Type componentType) =>
        _extras?.FindComponent(componentType)
        ?? (componentType == typeof(IGrainRuntime) ? Silo : null)
        ?? (componentType.IsInstanceOfType(_instance) ? _instance : null);

    bool IEquatable<IGrainContext>.Equals(IGrainContext? other) => ReferenceEquals(this, other);

    void ICallChain.Enter(Guid chain) => Extras.EnterChain(chain);

    void ICallChain.Leave(Guid chain) => Extras.LeaveChain(chain);

    /// <inheritdoc/>
    public override string ToString() => $"[{GrainId} {_phase}]";
}
