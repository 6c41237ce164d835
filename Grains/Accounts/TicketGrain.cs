using MediaGateway.Grains.Interfaces.Accounts;

namespace MediaGateway.Grains.Accounts;

/// <summary>One ticket, for as long as it is good.</summary>
[CollectionAgeLimit(Minutes = 2)]
public sealed class TicketGrain(TimeProvider time) : Grain, ITicketGrain
{
    /// <summary>How long a ticket is good.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(TicketHolder.LifetimeSeconds);

    private TicketHolder? _holder;
    private long _issuedAt;

    /// <inheritdoc />
    public Task IssueAsync(TicketHolder holder, CancellationToken cancellationToken)
    {
        _holder = holder;
        _issuedAt = time.GetTimestamp();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<TicketHolder?> PeekAsync(CancellationToken cancellationToken)
    {
        var holder = Current();
        if (holder is null)
        {
            DeactivateOnIdle();
        }

        return Task.FromResult(holder);
    }

    /// <inheritdoc />
    public Task<TicketHolder?> RedeemAsync(CancellationToken cancellationToken)
    {
        var holder = Current();
        _holder = null;
        DeactivateOnIdle();
        return Task.FromResult(holder);
    }

    private TicketHolder? Current() => _holder is not null && time.GetElapsedTime(_issuedAt) < Lifetime ? _holder : null;
}
