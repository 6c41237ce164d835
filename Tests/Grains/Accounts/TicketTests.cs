using MediaGateway.Grains.Interfaces.Accounts;
using Orleans.Runtime;

namespace MediaGateway.Tests.Grains.Accounts;

public sealed class TicketTests : IAsyncLifetime
{
    private static readonly TicketHolder Holder = new("user", "ada@example.org", ["user"], "session");

    private AccountSilo _silo = null!;

    public async Task InitializeAsync() => _silo = await AccountSilo.StartAsync();

    public async Task DisposeAsync() => await _silo.DisposeAsync();

    [Fact]
    public async Task A_ticket_is_good_once_and_looking_at_it_does_not_use_it_up()
    {
        var ticket = _silo.Grains.GetGrain<ITicketGrain>("ticket");
        await ticket.IssueAsync(Holder, default);
        Assert.Equivalent(Holder, await ticket.PeekAsync(default));
        Assert.Equivalent(Holder, await ticket.RedeemAsync(default));
        Assert.Null(await ticket.RedeemAsync(default));
        Assert.Null(await ticket.PeekAsync(default));
    }

    [Fact]
    public async Task Of_many_who_come_at_once_one_is_let_in()
    {
        var ticket = _silo.Grains.GetGrain<ITicketGrain>("ticket");
        await ticket.IssueAsync(Holder, default);
        var holders = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => TryRedeemAsync(ticket)));
        Assert.Single(holders, holder => holder is not null);
    }

    /// <summary>A call that meets a grain on its way out may be turned away by Orleans; the gateway sends it again, here it counts as not let in.</summary>
    private static async Task<TicketHolder?> TryRedeemAsync(ITicketGrain ticket)
    {
        try
        {
            return await ticket.RedeemAsync(default);
        }
        catch (OrleansMessageRejectionException)
        {
            return null;
        }
    }

    [Fact]
    public async Task A_ticket_is_good_for_thirty_seconds()
    {
        var (early, late) = (_silo.Grains.GetGrain<ITicketGrain>("early"), _silo.Grains.GetGrain<ITicketGrain>("late"));
        await early.IssueAsync(Holder, default);
        await late.IssueAsync(Holder, default);
        _silo.Time.Advance(TimeSpan.FromSeconds(29));
        Assert.NotNull(await early.RedeemAsync(default));
        _silo.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await late.RedeemAsync(default));
    }

    [Fact]
    public async Task A_ticket_that_was_never_given_out_is_good_for_nothing() =>
        Assert.Null(await _silo.Grains.GetGrain<ITicketGrain>("made up").RedeemAsync(default));
}
