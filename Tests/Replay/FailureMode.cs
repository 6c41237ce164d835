namespace MediaGateway.Replay;

/// <summary>What a source does instead of answering.</summary>
public enum FailureMode
{
    /// <summary>Nothing: it answers.</summary>
    None,
    /// <summary>It answers, but only after <see cref="Failure.Delay"/>.</summary>
    Slow,
    /// <summary>It takes the request and never answers.</summary>
    TimeOut,
    /// <summary>Status 429, with <see cref="Failure.RetryAfter"/>.</summary>
    TooManyRequests,
    /// <summary>Status 500.</summary>
    ServerError,
    /// <summary>Status 503.</summary>
    Unavailable,
    /// <summary>Status 401.</summary>
    Unauthorized,
    /// <summary>The day's, or month's, calls are spent: a 403 as YouTube has it; of Streaming Availability a 429.</summary>
    QuotaExceeded,
    /// <summary>Status 200 with a body that ends in the middle of a value, as long as it says it is.</summary>
    MalformedJson,
    /// <summary>Status 200 and a connection that closes after half of the body.</summary>
    TruncatedBody,
    /// <summary>The answer comes, byte by byte, with <see cref="Failure.Delay"/> between them.</summary>
    SlowDrip,
    /// <summary>Status 302, to the same address.</summary>
    RedirectLoop,
    /// <summary>The connection is reset before a byte of the answer.</summary>
    ConnectionReset,
}
