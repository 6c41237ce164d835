using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Grains.Interfaces;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;

namespace MediaGateway.Tests.Http;

public sealed class HubProblemsTests
{
    private readonly HubInvocationContext _call = new(
        Substitute.For<HubCallerContext>(), Substitute.For<IServiceProvider>(), Substitute.For<Hub>(), typeof(object).GetMethod(nameof(ToString))!, []);

    [Fact]
    public async Task A_part_that_does_not_answer_is_named_by_the_code_that_it_has_over_http() =>
        Assert.StartsWith("gateway_timeout: ", await FailAsync(new TimeoutException("a grain did not answer")), StringComparison.Ordinal);

    [Fact]
    public async Task What_can_be_sent_again_is_told_apart_from_what_is_broken()
    {
        Assert.StartsWith("service_unavailable: ", await FailAsync(new StorageUnavailableException("no database")), StringComparison.Ordinal);
        var broken = await FailAsync(new InvalidOperationException("a secret of the inside"));
        Assert.StartsWith("internal_error: ", broken, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", broken, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_method_refuses_itself_stays_as_it_said_it() =>
        Assert.Equal("unknown_device: no such device", await FailAsync(new HubException("unknown_device: no such device")));

    private async Task<string> FailAsync(Exception failure)
    {
        var filter = new HubProblems(NullLogger<HubProblems>.Instance);
        return (await Assert.ThrowsAsync<HubException>(async () => await filter.InvokeMethodAsync(_call, _ => throw failure))).Message;
    }
}
