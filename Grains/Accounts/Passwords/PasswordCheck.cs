namespace MediaGateway.Grains.Accounts.Passwords;

/// <summary>What came of holding a password against a hash.</summary>
public enum PasswordCheck
{
    /// <summary>It is another password.</summary>
    Differs,
    /// <summary>It is the one.</summary>
    Matches,
    /// <summary>It is the one, and the hash is weaker than those made today.</summary>
    MatchesWeakHash,
    /// <summary>It was not looked at: the queue is full.</summary>
    Busy,
}
