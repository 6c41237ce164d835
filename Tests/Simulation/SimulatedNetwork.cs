using MediaGateway.Grains.Interfaces.Users;

namespace MediaGateway.Tests.Simulation;

/// <summary>What is between the devices and the silos: requests and answers are late, lost and come twice.</summary>
internal sealed class SimulatedNetwork(SimulatedWorld world, Func<SimulatedSilo> route, Func<bool> isDivided)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How often, of all messages, one is lost.</summary>
    public double Losses { get; set; }

    /// <summary>How often a request arrives twice, the second time late.</summary>
    public double Repeats { get; set; }

    /// <summary>Whether several silos believe to have the same user, so that one of them may not know the latest.</summary>
    public bool IsDivided => isDivided();

    /// <summary>Asks a user's grain.</summary>
    /// <exception cref="LostException">No answer came in time; what was asked for may have been done.</exception>
    public async Task<T> AskAsync<T>(string userId, Func<IUserGrain, Task<T>> ask)
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

    private async Task DeliverAsync<T>(string userId, Func<IUserGrain, Task<T>> ask, TaskCompletionSource<T> answer)
    {
        try
        {
            await world.DelayAsync(0.001, 0.2);
            var given = await ask(route().User(userId));
            await world.DelayAsync(0.001, 0.2);
            if (!world.Chance(Losses))
                answer.TrySetResult(given);
        }
        catch (Exception failure) when (failure is TimeoutException or Orleans.Runtime.OrleansException or Orleans.Storage.InconsistentStateException)
        {
            // The silo could not answer; the front end says so, or the answer is lost like any other.
            answer.TrySetException(new LostException());
        }
        catch (Exception failure)
        {
            answer.TrySetException(failure);
        }
    }

    private async Task RepeatAsync<T>(string userId, Func<IUserGrain, Task<T>> ask)
    {
        await world.DelayAsync(0.5, 60);
        var nobody = new TaskCompletionSource<T>();
        await DeliverAsync(userId, ask, nobody);
        // What a repeat is answered nobody hears, unless it is something that must never happen.
        if (nobody.Task is { IsFaulted: true, Exception.InnerException: not LostException })
            await nobody.Task;
    }
}

/// <summary>No answer came in time.</summary>
internal sealed class LostException() : Exception("No answer came in time.");
