namespace MediaGateway.Providers.Payloads;

/// <summary>Where an object or a list stands in an answer. It is text only when it is asked for, which is seldom.</summary>
/// <param name="within">What it is in; null for the whole answer.</param>
/// <param name="name">Its name there.</param>
internal sealed class PayloadPath(PayloadPath? within, string name)
{
    /// <summary>The name of the entries of a list.</summary>
    public const string Entry = "[]";

    /// <summary>The name of the members of an object whose names are data.</summary>
    public const string AnyMember = "*";

    /// <summary>The whole answer.</summary>
    public static PayloadPath Root { get; } = new(null, "$");

    /// <summary>The path of a value by its name in an object.</summary>
    public static string Join(PayloadPath within, string name) => name == Entry ? within + Entry : $"{within}.{name}";

    /// <inheritdoc/>
    public override string ToString() => within is null ? name : Join(within, name);
}
