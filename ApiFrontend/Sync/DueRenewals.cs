using System.Collections.Concurrent;
using System.Threading.Channels;

namespace MediaGateway.ApiFrontend.Sync;

/// <summary>Which feeds are to be renewed before their time. Safe for threads.</summary>
internal sealed class DueRenewals(TimeProvider time) : ILiveSubscriptions
{
    private readonly ConcurrentDictionary<UserFeed, bool> _feeds = new();
    private readonly Channel<bool> _news = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private int _all;

    /// <inheritdoc/>
    public void RenewSoon()
    {
        Interlocked.Exchange(ref _all, 1);
        _news.Writer.TryWrite(true);
    }

    /// <summary>Has one of them renewed at once: its grain went elsewhere.</summary>
    public void RenewSoon(UserFeed feed)
    {
        _feeds[feed] = true;
        _news.Writer.TryWrite(true);
    }

    /// <summary>Keeps for the next time what could not be renewed now.</summary>
    public void Keep(IEnumerable<UserFeed> feeds)
    {
        foreach (var feed in feeds)
            _feeds[feed] = true;
    }

    /// <summary>Waits until something is due by itself, or the pause is over.</summary>
    /// <returns>False when the pause is over.</returns>
    public async Task<bool> WaitAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var news = _news.Reader.ReadAsync(ended.Token).AsTask();
        var first = await Task.WhenAny(news, Task.Delay(pause, time, ended.Token));
        await ended.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        return first == news;
    }

    /// <summary>Takes what is due: some feeds, or all that there are.</summary>
    public IReadOnlyCollection<UserFeed> Take(IReadOnlyCollection<UserFeed> all)
    {
        UserFeed[] due = [.. _feeds.Keys];
        foreach (var feed in due)
            _feeds.TryRemove(feed, out _);
        return Interlocked.Exchange(ref _all, 0) == 1 ? all : due;
    }
}
