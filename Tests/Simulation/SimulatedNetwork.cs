using System.Collections.Concurrent;

namespace MediaGateway.Tests.Simulation;

/// <summary>What is between the devices and the silos: requests and answers are late, lost and come twice.</summary>
internal sealed class SimulatedNetwork(ISurroundings world, Func<string, IUserContact> route, Func<bool> isDivided)
{
    private readonly ConcurrentQueue<Exception> _faults = [];
    private int _underWay;

    /// <summary>How long a device waits for an answer.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How often, of all messages, one is lost.</summary>
    public double Losses { get; set; }

    /// <summary>How often a request arrives twice, the second time late.</summary>
    public double Repeats { get; set; }

    /// <summary>Whether several silos believe to have the same user, so that one of them may not know the latest.</summary>
    public bool IsDivided => isDivided();

    /// <summary>What repeated requests were answered with that must never happen: their answers nobody hears.</summary>
    public IReadOnlyCollection<Exception> Faults => _faults;

    /// <summary>How many requests are on their way, those included that nobody waits for any more.</summary>
    public int UnderWay => Volatile.Read(ref _underWay);

    /// <summary>Asks for nothing but that it is heard.</summary>
    /// <exception cref="LostException">No answer came in time; it may have been heard.</exception>
    public Task TellAsync(string userId, Func<IUserContact, Task> tell) => AskAsync(userId, async user =>
    {
        await tell(user);
        return true;
    });

    /// <summary>Asks something of a user.</summary>
    /// <exception cref="LostException">No answer came in time; what was asked for may have been done.</exception>
    public async Task<T> AskAsync<T>(string userId, Func<IUserContact, Task<T>> ask)
    {
        var answer = new TaskCompletionSource<T>();
        var isLost = world.Chance(Losses);
        if (!isLost)
            _ = DeliverAsync(userId, ask, answer);
        if (world.Chance(Repeats))
            _ = RepeatAsync(userId, ask);
        await using var limit = world.Time.CreateTimer(_ => answer.TrySetException(new LostException()), null, Patience, Timeout.InfiniteTimeSpan);
        return await answer.Task;
    }

    private async Task DeliverAsync<T>(string userId, Func<IUserContact, Task<T>> ask, TaskCompletionSource<T> answer)
    {
        Interlocked.Increment(ref _underWay);
        try
        {
            await world.DelayAsync(0.001, 0.2);
            var given = await ask(route(userId));
            await world.DelayAsync(0.001, 0.2);
            if (!world.Chance(Losses))
                answer.TrySetResult(given);
        }
        catch (Exception failure) when (failure is LostException or TimeoutException or Orleans.Runtime.OrleansException or Orleans.Storage.InconsistentStateException)
        {
            // The silo could not answer; the front end says so, or the answer is lost like any other.
            answer.TrySetException(new LostException());
        }
        catch (Exception failure)
        {
            answer.TrySetException(failure);
        }
        finally
        {
            Interlocked.Decrement(ref _underWay);
        }
    }

    private async Task RepeatAsync<T>(string userId, Func<IUserContact, Task<T>> ask)
    {
        Interlocked.Increment(ref _underWay);
        var nobody = new TaskCompletionSource<T>();
        await world.DelayAsync(0.5, 60);
        await DeliverAsync(userId, ask, nobody);
        Interlocked.Decrement(ref _underWay);
        if (nobody.Task is { IsFaulted: true, Exception.InnerException: { } failure and not LostException })
            _faults.Enqueue(failure);
    }
}

/// <summary>No answer came in time.</summary>
internal sealed class LostException() : Exception("No answer came in time.");
