using MediaGateway.Tests.Grains.Runtime;
using MediaGateway.Grains.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Orleans.Hosting;

namespace MediaGateway.Tests.Grains.Accounts;

/// <summary>An import right after a start once found no token: the gateway had called itself ready too early.</summary>
public sealed class AdminTokenReadinessTests
{
    private const string Check = "admin_token";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_gateway_is_not_ready_before_its_admin_token_is_there()
    {
        var data = Directory.CreateTempSubdirectory("mg-token-").FullName;
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(static silo => silo.UseNoCluster().AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        builder.Services.AddAccounts(data).AddAdminToken(data);
        using var host = builder.Build();
        var checks = host.Services.GetRequiredService<HealthCheckService>();
        Assert.Equal(HealthStatus.Unhealthy, await StatusAsync(checks));

        await host.StartAsync();
        using var limit = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (await StatusAsync(checks) is not HealthStatus.Healthy)
        {
            await pause.WaitForNextTickAsync(limit.Token);
        }

        Assert.True(File.Exists(Path.Combine(data, AdminTokenFile.FileName)));
        await host.StopAsync();
        Directory.Delete(data, recursive: true);
    }

    private static async Task<HealthStatus> StatusAsync(HealthCheckService checks)
    {
        var report = await checks.CheckHealthAsync(static check => check.Name == Check && check.Tags.Contains("ready"));
        return report.Entries[Check].Status;
    }
}
