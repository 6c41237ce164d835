using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace MediaGateway.Grains.Accounts.Passwords;

/// <summary>
/// Hashes passwords on threads of its own. Hashing is slow by intent, so a flood of sign-ins would take every core from the
/// readers: here it gets all cores but one, and a short queue. Whoever finds it full is turned away at once, and on a machine
/// that is slower than its queue is long, whoever has waited too long: an answer comes well before callers give up.
/// </summary>
public sealed class PasswordHashing : IDisposable
{
    /// <summary>When somebody who was turned away should come again: by then a full queue has been worked off.</summary>
    public const int RetryAfterSeconds = 3;

    /// <summary>Whoever has waited so long for a worker is turned away too.</summary>
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(1.5);

    private const int SaltLength = 16;
    private const int SubkeyLength = 32;

    // The hasher takes a user for the sake of derived classes, and looks at none.
    private static readonly object NoUser = new();

    private readonly PasswordHasher<object> _hasher;
    private readonly TimeProvider _time;
    private readonly BlockingCollection<Action> _queue;
    private readonly Thread[] _workers;

    /// <summary>Starts the workers that leave one of the machine's cores alone.</summary>
    public PasswordHashing(IOptions<PasswordHashingOptions> options, TimeProvider time)
        : this(options.Value, WorkersFor(Environment.ProcessorCount), time)
    {
    }

    internal PasswordHashing(PasswordHashingOptions options, int workers, TimeProvider time)
    {
        _time = time;
        _hasher = new PasswordHasher<object>(Options.Create(new PasswordHasherOptions { IterationCount = options.Iterations }));
        Decoy = MakeDecoy(options.Iterations);
        _queue = new BlockingCollection<Action>(workers * options.QueueLengthPerWorker);
        _workers = [.. Enumerable.Range(1, workers).Select(number => new Thread(Work) { IsBackground = true, Name = $"password hashing {number}" })];
        foreach (var worker in _workers)
        {
            worker.Start();
        }
    }

    /// <summary>
    /// A hash of no password, in the form and at the cost of real ones, for addresses that nobody holds: checking against it
    /// takes as long and always fails.
    /// </summary>
    public string Decoy { get; }

    /// <summary>How many workers a machine with so many cores has: one core stays free for everything else.</summary>
    public static int WorkersFor(int cores) => Math.Max(1, cores - 1);

    /// <summary>The hash of a password with a fresh salt; null for one who is turned away.</summary>
    public async Task<string?> HashAsync(string password, CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        return TryEnqueue(() => IsTooLate(since) ? null : _hasher.HashPassword(NoUser, password), cancellationToken, out var hashed) ? await hashed : null;
    }

    /// <summary>Holds a password against a hash.</summary>
    public async Task<PasswordCheck> CheckAsync(string hash, string password, CancellationToken cancellationToken)
    {
        var since = _time.GetTimestamp();
        if (!TryEnqueue<PasswordVerificationResult?>(() => IsTooLate(since) ? null : _hasher.VerifyHashedPassword(NoUser, hash, password), cancellationToken, out var verified))
        {
            return PasswordCheck.Busy;
        }

        return await verified switch
        {
            null => PasswordCheck.Busy,
            PasswordVerificationResult.Success => PasswordCheck.Matches,
            PasswordVerificationResult.SuccessRehashNeeded => PasswordCheck.MatchesWeakHash,
            _ => PasswordCheck.Differs,
        };
    }

    /// <summary>Lets the workers finish what is queued, and ends them.</summary>
    public void Dispose()
    {
        _queue.CompleteAdding();
        foreach (var worker in _workers)
        {
            worker.Join();
        }

        _queue.Dispose();
    }

    /// <summary>Queues work for the workers; false when the queue is full.</summary>
    internal bool TryEnqueue<T>(Func<T> work, CancellationToken cancellationToken, out Task<T> result)
    {
        var completion = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        result = completion.Task;
        return !_queue.IsAddingCompleted && _queue.TryAdd(() => Run(work, completion, cancellationToken));
    }

    private bool IsTooLate(long since) => _time.GetElapsedTime(since) > MaxWait;

    private static void Run<T>(Func<T> work, TaskCompletionSource<T> completion, CancellationToken cancellationToken)
    {
        // Nobody waits for it any more: the next in the queue does.
        if (cancellationToken.IsCancellationRequested)
        {
            completion.TrySetCanceled(cancellationToken);
            return;
        }

        try
        {
            completion.TrySetResult(work());
        }
        catch (Exception exception)
        {
            // Whatever it is, it belongs to the one who asked; the worker serves the next.
            completion.TrySetException(exception);
        }
    }

    private static string MakeDecoy(int iterations)
    {
        // The framework's version 3: marker 1, then PRF 2 (HMAC-SHA512), rounds and salt length, each in 32 bits, salt, subkey.
        var hash = new byte[13 + SaltLength + SubkeyLength];
        RandomNumberGenerator.Fill(hash);
        hash[0] = 1;
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(1), 2);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(5), (uint)iterations);
        BinaryPrimitives.WriteUInt32BigEndian(hash.AsSpan(9), SaltLength);
        return Convert.ToBase64String(hash);
    }

    private void Work()
    {
        foreach (var work in _queue.GetConsumingEnumerable())
        {
            work();
        }
    }
}
