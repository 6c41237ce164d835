namespace MediaGateway.Grains.Interfaces.Devices;

/// <summary>How a registration ended.</summary>
[GenerateSerializer, Alias("mg.device-registration-outcome")]
public enum DeviceRegistrationOutcome
{
    /// <summary>The device belongs to the user and is in the user's list.</summary>
    Registered,
    /// <summary>The id belongs to another user's device.</summary>
    Taken,
    /// <summary>The user has as many devices as one may have.</summary>
    TooMany,
}

/// <summary>The answer to a registration.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Device">The device; null unless it is registered.</param>
[GenerateSerializer, Immutable, Alias("mg.device-registered")]
public sealed record DeviceRegistered(
    [property: Id(0)] DeviceRegistrationOutcome Outcome,
    [property: Id(1)] DeviceDescription? Device);
