using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Tests.Integration.Storage;
using Orleans.Streams.PubSub;

namespace MediaGateway.Tests.Cluster;

/// <summary>
/// What silos tell each other by streams. Each silo counts what it is told, and not what it finds by looking at the version
/// of the catalogue.
/// </summary>
[Collection(ClusterCollection.Name)]
public sealed partial class NewsTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly ClusterSecrets _secrets = new();
    private RunningCluster _cluster = null!;
    private int _imported;

    private static int[] All => [0, 1, 2];

    public async Task InitializeAsync()
    {
        _cluster = await RunningCluster.StartOnAsync(await TestServer.CreateDatabaseAsync(), silos: 3, frontends: 1, "test", _secrets);
        await UntilSubscribedAsync(All.Length);
    }

    public async Task DisposeAsync() => await _cluster.DisposeAsync();

    [Fact]
    public async Task An_import_is_told_to_every_silo()
    {
        var before = await HeardAsync(All);
        await ImportAsync();
        await UntilMoreIsHeardAsync(All, before);
    }

    [Fact]
    public async Task Whichever_silo_is_killed_the_others_hear_again_and_so_does_the_one_that_comes_after_it()
    {
        foreach (var killed in All)
        {
            await _cluster.Silos[killed].KillAsync(databaseToo: false);
            int[] living = [.. All.Except([killed])];
            await UntilMoreIsHeardAsync(living, await HeardAsync(living));

            await _cluster.StartSiloAsync(killed);
            await UntilMoreIsHeardAsync(All, await HeardAsync(All));
            await UntilSubscribedAsync(All.Length);
        }
    }

    [Fact]
    public async Task A_silo_that_is_told_to_stop_takes_its_subscription_along()
    {
        Assert.Equal(0, await _cluster.Silos[1].TerminateAsync());
        // Nobody has tried to tell it anything since.
        await UntilSubscribedAsync(All.Length - 1);
    }

    /// <summary>Each silo has one subscription, and those that are gone have none.</summary>
    private Task UntilSubscribedAsync(int silos) => UntilAsync(async () =>
    {
        var subscriptions = await _cluster.AskAsync(async client =>
        {
            client.GetStreamProvider(SiloStreams.Provider).TryGetStreamSubscriptionManager(out var manager);
            return (await manager!.GetSubscriptions(SiloStreams.Provider, SiloStreams.CatalogueId)).ToArray();
        });
        return subscriptions.Length == silos;
    });

    /// <summary>News are a hint: what was told just when a silo died may be lost, what is told after it is not.</summary>
    private Task UntilMoreIsHeardAsync(int[] silos, long[] before) => UntilAsync(async () =>
    {
        await ImportAsync();
        var heard = await HeardAsync(silos);
        return heard.Zip(before).All(pair => pair.First > pair.Second);
    });

    private async Task<long[]> HeardAsync(int[] silos) => await Task.WhenAll(silos.Select(async silo =>
    {
        var metrics = await _cluster.Silos[silo].Client.GetStringAsync("/metrics");
        return NewsPattern().Match(metrics) is { Success: true } match ? long.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture) : 0;
    }));

    /// <summary>Imports a title that is not there yet; while a silo is missed that may take more than one attempt.</summary>
    private Task ImportAsync() => UntilAsync(async () =>
    {
        _imported++;
        using var admin = _cluster.Frontends[0].As(_secrets.AdminToken);
        using var line = new StringContent($$"""{"title":"News {{_imported}}","id":"{{_imported}}","year":2006}""", Encoding.UTF8, new MediaTypeHeaderValue("application/x-ndjson"));
        using var answer = await admin.PostAsync("/api/v1/admin/catalogue/import?source=test", line);
        Assert.True(
            answer.IsSuccessStatusCode || answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout,
            $"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}");
        return answer.IsSuccessStatusCode;
    });

    private static async Task UntilAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(Patience);
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (!await holds()) await pause.WaitForNextTickAsync(limit.Token);
    }

    [GeneratedRegex(@"^mg_catalogue_news_total(\{[^}]*\})? (?<count>\d+)", RegexOptions.Multiline)]
    private static partial Regex NewsPattern();
}
