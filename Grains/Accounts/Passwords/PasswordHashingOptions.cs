namespace MediaGateway.Grains.Accounts.Passwords;

/// <summary>What hashing a password costs, and how much of the machine it may have.</summary>
public sealed class PasswordHashingOptions
{
    /// <summary>The name of the configuration section these are read from.</summary>
    public const string Section = "Security:Passwords";

    /// <summary>The fewest rounds of PBKDF2-HMAC-SHA512 that are allowed.</summary>
    public const int MinIterations = 210_000;

    /// <summary>The rounds of PBKDF2-HMAC-SHA512 for new hashes; older ones with fewer are replaced at the next sign-in.</summary>
    /// <value>Default and least <see cref="MinIterations"/>, at most ten million.</value>
    public int Iterations { get; set; } = MinIterations;

    /// <summary>How many passwords may wait for each worker before the next is turned away.</summary>
    /// <value>Default 16 (about two seconds of waiting); 1 to 1000.</value>
    public int QueueLengthPerWorker { get; set; } = 16;

    /// <summary>Everything that is wrong with these options; empty when nothing is.</summary>
    public IReadOnlyList<string> Faults()
    {
        var faults = new List<string>();
        if (Iterations is < MinIterations or > 10_000_000)
        {
            faults.Add($"{Section}:{nameof(Iterations)} is {Iterations}; it must be {MinIterations} to 10000000.");
        }

        if (QueueLengthPerWorker is < 1 or > 1000)
        {
            faults.Add($"{Section}:{nameof(QueueLengthPerWorker)} is {QueueLengthPerWorker}; it must be 1 to 1000.");
        }

        return faults;
    }
}
