using Orleans.Runtime;

namespace MediaGateway.Grains;

/// <summary>
/// Writes of grain state whose failure leaves no doubt in memory. After a failed write nobody knows what is stored, so the
/// value from before is put back and the grain is asked to leave: its next activation reads what is true.
/// </summary>
internal static class StateCommits
{
    /// <summary>Stores <paramref name="next"/>.</summary>
    public static async Task CommitOrReloadAsync<T>(this IPersistentState<T> state, T next, Action leave)
    {
        var before = state.State;
        state.State = next;
        try
        {
            await state.WriteStateAsync();
        }
        catch
        {
            state.State = before;
            leave();
            throw;
        }
    }

    /// <summary>Removes what is stored.</summary>
    public static async Task ClearOrReloadAsync<T>(this IPersistentState<T> state, Action leave)
    {
        try
        {
            await state.ClearStateAsync();
        }
        catch
        {
            leave();
            throw;
        }
    }
}
