namespace MediaGateway.Domain.Security;

/// <summary>
/// Counts wrong passwords in a row. From the tenth on each one locks for twice as long as the one before, from one second
/// to five minutes: too long for guessing, short enough that nobody can shut an owner out for good.
/// </summary>
/// <param name="Failures">Wrong passwords since the last right one.</param>
/// <param name="LockedUntil">When the next attempt is looked at.</param>
public readonly record struct PasswordLock(int Failures, DateTimeOffset LockedUntil)
{
    /// <summary>How many wrong passwords are free.</summary>
    public const int FreeFailures = 9;

    /// <summary>The longest lock.</summary>
    public static readonly TimeSpan MaxLock = TimeSpan.FromMinutes(5);

    private static readonly TimeSpan FirstLock = TimeSpan.FromSeconds(1);

    /// <summary>How long attempts are still not looked at; zero when they are.</summary>
    public TimeSpan RemainingAt(DateTimeOffset now) => now < LockedUntil ? LockedUntil - now : TimeSpan.Zero;

    /// <summary>The lock after one more wrong password.</summary>
    public PasswordLock AfterFailure(DateTimeOffset now)
    {
        var failures = Failures + 1;
        var beyond = failures - FreeFailures - 1;
        if (beyond < 0)
        {
            return new PasswordLock(failures, LockedUntil);
        }

        // 2^9 s is past the longest lock; the bound keeps the shift in range.
        var length = FirstLock * (1 << Math.Min(beyond, 9));
        return new PasswordLock(failures, now + (length < MaxLock ? length : MaxLock));
    }
}
