using MediaGateway.Domain.Security;

namespace MediaGateway.Tests.Domain.Security;

public sealed class PasswordLockTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Nine_wrong_passwords_are_free_and_then_each_locks_for_twice_as_long_up_to_five_minutes()
    {
        var locked = default(PasswordLock);
        var waits = new List<double>();
        for (var i = 0; i < 40; i++)
        {
            locked = locked.AfterFailure(Now);
            waits.Add(locked.RemainingAt(Now).TotalSeconds);
        }

        Assert.All(waits.Take(PasswordLock.FreeFailures), wait => Assert.Equal(0, wait));
        Assert.Equal([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300], waits.Skip(PasswordLock.FreeFailures).Take(11));
        Assert.Equal(PasswordLock.MaxLock.TotalSeconds, waits[^1]);
    }

    [Fact]
    public void A_lock_ends_by_itself()
    {
        var locked = new PasswordLock(PasswordLock.FreeFailures, default).AfterFailure(Now);
        Assert.Equal(TimeSpan.Zero, locked.RemainingAt(Now.AddSeconds(1)));
    }
}
