using MediaGateway.Grains.Accounts.Passwords;

namespace MediaGateway.Tests.Grains.Accounts;

public sealed class PasswordHashingTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(3, 2)]
    [InlineData(64, 63)]
    public void One_core_stays_free_for_everything_else(int cores, int workers) => Assert.Equal(workers, PasswordHashing.WorkersFor(cores));

    [Fact]
    public async Task No_more_hashes_run_at_once_than_there_are_workers()
    {
        const int Workers = 2;
        using var hashing = new PasswordHashing(new PasswordHashingOptions { QueueLengthPerWorker = 50 }, Workers, TimeProvider.System);
        using var allBusy = new CountdownEvent(Workers);
        using var gate = new ManualResetEventSlim();
        var counting = new Lock();
        var (running, most) = (0, 0);
        var work = new List<Task<int>>();
        for (var i = 0; i < 50; i++)
        {
            Assert.True(hashing.TryEnqueue(
                () =>
                {
                    lock (counting)
                    {
                        most = Math.Max(most, ++running);
                    }

                    if (!allBusy.IsSet)
                    {
                        allBusy.Signal();
                    }

                    gate.Wait();
                    lock (counting)
                    {
                        return --running;
                    }
                },
                default,
                out var result));
            work.Add(result);
        }

        Assert.True(allBusy.Wait(TimeSpan.FromSeconds(30)));
        gate.Set();
        await Task.WhenAll(work);
        Assert.Equal(Workers, most);
    }

    [Fact]
    public async Task Whoever_finds_the_queue_full_is_turned_away_at_once()
    {
        using var hashing = new PasswordHashing(new PasswordHashingOptions { QueueLengthPerWorker = 1 }, workers: 1, TimeProvider.System);
        using var started = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        Assert.True(hashing.TryEnqueue(() => Hold(started, gate), default, out var first));
        Assert.True(started.Wait(TimeSpan.FromSeconds(30)));
        Assert.True(hashing.TryEnqueue(() => true, default, out var second));

        Assert.Null(await hashing.HashAsync("password", default));
        Assert.Equal(PasswordCheck.Busy, await hashing.CheckAsync(hashing.Decoy, "password", default));
        gate.Set();
        Assert.True(await first && await second);
    }

    [Fact]
    public async Task Whoever_waits_too_long_is_turned_away_before_callers_give_up()
    {
        var time = new MovableTime(DateTimeOffset.UnixEpoch);
        using var hashing = new PasswordHashing(new PasswordHashingOptions(), workers: 1, time);
        using var started = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        Assert.True(hashing.TryEnqueue(() => Hold(started, gate), default, out _));
        Assert.True(started.Wait(TimeSpan.FromSeconds(30)));
        var hashed = hashing.HashAsync("password", default);
        var checkedHash = hashing.CheckAsync(hashing.Decoy, "password", default);
        time.Advance(PasswordHashing.MaxWait + TimeSpan.FromMilliseconds(1));
        gate.Set();
        Assert.Null(await hashed);
        Assert.Equal(PasswordCheck.Busy, await checkedHash);
        Assert.NotNull(await hashing.HashAsync("password", default));
    }

    [Fact]
    public async Task Who_no_longer_waits_costs_nothing()
    {
        using var hashing = new PasswordHashing(new PasswordHashingOptions(), workers: 1, TimeProvider.System);
        using var gone = new CancellationTokenSource();
        using var started = new ManualResetEventSlim();
        using var gate = new ManualResetEventSlim();
        hashing.TryEnqueue(() => Hold(started, gate), default, out var first);
        Assert.True(started.Wait(TimeSpan.FromSeconds(30)));
        var ran = false;
        hashing.TryEnqueue(() => ran = true, gone.Token, out var second);
        await gone.CancelAsync();
        gate.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => second);
        Assert.True(await first);
        Assert.False(ran);
    }

    [Fact]
    public async Task A_fault_belongs_to_the_one_who_asked_and_the_worker_serves_the_next()
    {
        using var hashing = new PasswordHashing(new PasswordHashingOptions(), workers: 1, TimeProvider.System);
        hashing.TryEnqueue<int>(() => throw new FormatException("broken"), default, out var broken);
        await Assert.ThrowsAsync<FormatException>(() => broken);
        Assert.NotNull(await hashing.HashAsync("password", default));
    }

    [Fact]
    public async Task A_hash_is_salted_and_has_at_least_the_rounds_that_are_asked_for()
    {
        using var hashing = new PasswordHashing(new PasswordHashingOptions(), workers: 1, TimeProvider.System);
        var (one, other) = (await hashing.HashAsync("password", default), await hashing.HashAsync("password", default));
        Assert.NotEqual(one, other);
        Assert.Equal(PasswordCheck.Matches, await hashing.CheckAsync(one!, "password", default));
        Assert.Equal(PasswordCheck.Differs, await hashing.CheckAsync(one!, "Password", default));
        Assert.True(RoundsOf(one!) >= 210_000);
    }

    [Fact]
    public async Task The_decoy_takes_the_work_of_a_real_hash_and_never_matches()
    {
        using var hashing = new PasswordHashing(new PasswordHashingOptions { Iterations = 300_000 }, workers: 1, TimeProvider.System);
        var real = (await hashing.HashAsync("password", default))!;
        Assert.Equal(RoundsOf(real), RoundsOf(hashing.Decoy));
        Assert.Equal(Convert.FromBase64String(real)[..13], Convert.FromBase64String(hashing.Decoy)[..13]);
        Assert.Equal(real.Length, hashing.Decoy.Length);
        Assert.Equal(PasswordCheck.Differs, await hashing.CheckAsync(hashing.Decoy, "password", default));
    }

    [Fact]
    public void Too_few_rounds_are_a_fault_of_the_configuration() =>
        Assert.Single(new PasswordHashingOptions { Iterations = 209_999 }.Faults());

    private static bool Hold(ManualResetEventSlim started, ManualResetEventSlim gate)
    {
        started.Set();
        gate.Wait();
        return true;
    }

    private static uint RoundsOf(string hash) => System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(Convert.FromBase64String(hash).AsSpan(5));
}
