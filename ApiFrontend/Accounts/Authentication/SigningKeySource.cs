using System.Text;
using MediaGateway.Domain.Security;
using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.ApiFrontend.Accounts.Authentication;

/// <summary>
/// The public signing keys, kept by the front end. They are asked for again every ten minutes, and at once when a token
/// names a key that is not among them, but then at most every five seconds: forged key names must not turn into load.
/// </summary>
internal sealed class SigningKeySource(IGrainFactory grains, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan BelievedFor = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(5);

    private readonly SemaphoreSlim _asking = new(1, 1);
    private volatile Answer? _answer;

    /// <summary>The keys as they are known.</summary>
    public async ValueTask<JsonWebKeySet> GetAsync(CancellationToken cancellationToken) =>
        _answer is { } answer && time.GetElapsedTime(answer.At) < BelievedFor
            ? answer.Keys
            : await AskAsync(BelievedFor, cancellationToken);

    /// <summary>The keys after a token named one that was not among them.</summary>
    public ValueTask<JsonWebKeySet> GetAgainAsync(CancellationToken cancellationToken) => AskAsync(AskAgainAfter, cancellationToken);

    /// <inheritdoc />
    public void Dispose() => _asking.Dispose();

    private async ValueTask<JsonWebKeySet> AskAsync(TimeSpan unlessYoungerThan, CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_answer is { } known && time.GetElapsedTime(known.At) < unlessYoungerThan)
            {
                return known.Keys;
            }

            var json = await grains.GetGrain<ISigningKeyGrain>(ISigningKeyGrain.Key).GetKeySetAsync(cancellationToken);
            if (!JsonWebKeySet.TryRead(Encoding.UTF8.GetBytes(json), out var keys))
            {
                throw new InvalidOperationException("The signing key grain answered with something that is not a key set.");
            }

            _answer = new Answer(keys, time.GetTimestamp());
            return keys;
        }
        finally
        {
            _asking.Release();
        }
    }

    private sealed record Answer(JsonWebKeySet Keys, long At);
}
