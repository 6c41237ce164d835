namespace MediaGateway.Storage.Connections;

/// <summary>Whether the database can be used.</summary>
public enum DatabaseState
{
    /// <summary>It did not answer yet, or is being prepared.</summary>
    Starting,
    /// <summary>It answers and its schema is this gateway's.</summary>
    Ready,
    /// <summary>It was ready and does not answer now.</summary>
    Unavailable,
    /// <summary>It answers and cannot be used: its schema is not this gateway's. Nothing but an operator mends that.</summary>
    Refused,
}
