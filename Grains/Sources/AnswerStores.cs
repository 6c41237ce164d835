namespace MediaGateway.Grains.Sources;

/// <summary>
/// Lets few answers be stored at once in a silo: nobody waits for it, and those who do wait for the database are not to
/// stand behind it.
/// </summary>
/// <remarks>Thread safe.</remarks>
public sealed class AnswerStores : IDisposable
{
    private const int AtOnce = 4;

    private readonly SemaphoreSlim _free = new(AtOnce, AtOnce);

    /// <summary>Stores an answer when it is its turn.</summary>
    /// <param name="store">Stores it. It runs where the caller does.</param>
    public async Task RunAsync(Func<Task> store)
    {
        await _free.WaitAsync();
        try
        {
            await store();
        }
        finally
        {
            _free.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _free.Dispose();
}
