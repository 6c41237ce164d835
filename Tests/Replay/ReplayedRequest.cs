namespace MediaGateway.Replay;

/// <summary>A request that a source was sent.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path below the source's address, escaped as it came (<c>catalog/titles/80057281</c>).</param>
/// <param name="Query">What stands behind the question mark, as it came; empty where there is nothing.</param>
/// <param name="Key">The key or token that came with it, wherever the source takes it; null where none came.</param>
/// <param name="At">When it came.</param>
public sealed record ReplayedRequest(string Method, string Path, string Query, string? Key, DateTimeOffset At);
