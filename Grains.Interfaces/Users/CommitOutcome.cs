namespace MediaGateway.Grains.Interfaces.Users;

/// <summary>What became of a wish to change a user's log.</summary>
[GenerateSerializer, Alias("mg.commit-outcome")]
public enum CommitOutcome
{
    /// <summary>It is durable, as far as it was not refused.</summary>
    Committed,
    /// <summary>The device is not the user's: nothing was done.</summary>
    UnknownDevice,
    /// <summary>There are more operations or bytes than one batch may have: nothing was done.</summary>
    TooLarge,
    /// <summary>Too much is waiting to be written: nothing was done, try again shortly.</summary>
    Overloaded,
    /// <summary>The database does not answer: what was done is found out when it does. Send the same again.</summary>
    Unavailable,
}
