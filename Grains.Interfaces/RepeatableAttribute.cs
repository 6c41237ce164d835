namespace MediaGateway.Grains.Interfaces;

/// <summary>
/// A call that may be made again when nobody knows whether it was carried out: the second does nothing that the first has
/// done. Calls that only read are marked <see cref="Orleans.Concurrency.ReadOnlyAttribute"/> or this.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RepeatableAttribute : Attribute;
