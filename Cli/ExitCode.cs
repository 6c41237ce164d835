namespace MediaGateway.Cli;

/// <summary>How a command ended, for scripts.</summary>
public static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>It was done, but not whole: some lines were rejected, or the gateway is not healthy.</summary>
    public const int Partly = 1;

    /// <summary>What was given cannot be used: no such file, no token, a wrong option.</summary>
    public const int Unusable = 2;

    /// <summary>The gateway cannot be reached.</summary>
    public const int Unreachable = 3;

    /// <summary>The gateway refused.</summary>
    public const int Refused = 4;

    /// <summary>It was interrupted.</summary>
    public const int Interrupted = 130;
}
