using System.Collections.Concurrent;
using System.Text;
using MediaGateway.Domain.Catalogue.Import;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Silo.Runtime;
using MediaGateway.Tests.Discovery;
using MediaGateway.Tests.Grains.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Streams;

namespace MediaGateway.Tests.Catalogue;

/// <summary>How every silo hears of the catalogue's changes. Nobody here looks at the version in the store by himself.</summary>
public sealed class CatalogueListenerTests : IAsyncLifetime
{
    private readonly VirtualTimeProvider _time = new();
    private readonly CatalogueInMemory _catalogue = new();
    private readonly ConcurrentBag<Follower> _followers = [];
    private TestSilos _silos = null!;

    /// <summary>The stream as the first silo has it.</summary>
    private IAsyncStream<CatalogueChanged> News => NewsOf(_silos.Services[0]);

    public async Task InitializeAsync()
    {
        _silos = await TestSilos.StartAsync(silo =>
        {
            silo.AddMemoryGrainStorageAsDefault().AddSiloStreams();
            silo.Services.AddSingleton<TimeProvider>(_time);
            silo.Services.AddSingleton<ICatalogueStore>(_catalogue);
            silo.Services.AddSingleton<ICatalogueFollower>(_ => MakeFollower());
            silo.Services.AddCatalogue();
        });
        await Eventually.UntilAsync(async () => (await SubscriptionsAsync()).All(subscriptions => subscriptions.Count == 1));
    }

    public async Task DisposeAsync() => await _silos.DisposeAsync();

    [Fact]
    public async Task The_followers_of_every_silo_are_told_of_an_import()
    {
        var line = Encoding.UTF8.GetBytes("""{"title":"A"}""");
        var batch = new ImportBatch("import", "test", new LineBatch(line, [new LinePlace(1, 0, line.Length)]));
        await _silos.Grains.GetGrain<ICatalogueImportGrain>(ICatalogueImportGrain.Key).ImportAsync(batch, CancellationToken.None);
        await AllFollowAsync(await _catalogue.GetVersionAsync(CancellationToken.None));
    }

    [Fact]
    public async Task What_is_told_late_takes_no_follower_back()
    {
        await News.OnNextAsync(new CatalogueChanged(5));
        await News.OnNextAsync(new CatalogueChanged(4));
        await News.OnNextAsync(new CatalogueChanged(6));
        await AllFollowAsync(6);
        Assert.All(_followers, follower => Assert.Equal(follower.Followed.Order(), follower.Followed));
        Assert.All(_silos.Services, silo => Assert.Equal(6, silo.GetRequiredService<CatalogueChanges>().Version));
    }

    [Fact]
    public async Task What_is_told_while_a_follower_still_reads_is_one_step_more()
    {
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        foreach (var follower in _followers) follower.Reads = gate.Task;
        await News.OnNextAsync(new CatalogueChanged(1));
        await AllFollowAsync(1);
        for (var version = 2; version <= 50; version++) await News.OnNextAsync(new CatalogueChanged(version));
        await AllHeardAsync(50);
        gate.SetResult();
        await AllFollowAsync(50);
        Assert.All(_followers, follower => Assert.Equal([1, 50], follower.Followed));
    }

    [Fact]
    public async Task A_follower_that_gives_up_is_told_of_the_next_change()
    {
        foreach (var follower in _followers) follower.Reads = Task.FromCanceled(new CancellationToken(canceled: true));
        await News.OnNextAsync(new CatalogueChanged(1));
        await AllFollowAsync(1);
        await News.OnNextAsync(new CatalogueChanged(2));
        await AllFollowAsync(2);
    }

    [Fact]
    public async Task A_silo_whose_subscription_is_gone_subscribes_again()
    {
        foreach (var silo in _silos.Services)
        {
            foreach (var handle in await NewsOf(silo).GetAllSubscriptionHandles()) await handle.UnsubscribeAsync();
        }

        Assert.All(await SubscriptionsAsync(), Assert.Empty);
        await Eventually.UntilAsync(async () =>
        {
            _time.Advance(CatalogueListener.RenewEvery);
            return (await SubscriptionsAsync()).All(subscriptions => subscriptions.Count == 1);
        });
        await News.OnNextAsync(new CatalogueChanged(7));
        await AllFollowAsync(7);
    }

    [Fact]
    public async Task A_subscription_whose_making_was_not_answered_is_ended()
    {
        foreach (var silo in _silos.Services) await NewsOf(silo).SubscribeAsync(new Nobody());
        await Eventually.UntilAsync(async () =>
        {
            _time.Advance(CatalogueListener.RenewEvery);
            return (await SubscriptionsAsync()).All(subscriptions => subscriptions.Count == 1);
        });
        await News.OnNextAsync(new CatalogueChanged(7));
        await AllFollowAsync(7);
    }

    private static IAsyncStream<CatalogueChanged> NewsOf(IServiceProvider silo) =>
        SiloStreams.Catalogue(silo.GetRequiredService<IClusterClient>().GetStreamProvider(SiloStreams.Provider));

    private Task<IList<StreamSubscriptionHandle<CatalogueChanged>>[]> SubscriptionsAsync() =>
        Task.WhenAll(_silos.Services.Select(silo => NewsOf(silo).GetAllSubscriptionHandles()));

    private Task AllFollowAsync(long version) =>
        Eventually.UntilAsync(() => _followers.Count == _silos.Services.Count && _followers.All(follower => follower.Followed.Contains(version)));

    private Task AllHeardAsync(long version) =>
        Eventually.UntilAsync(() => _silos.Services.All(silo => silo.GetRequiredService<CatalogueListener>().Told >= version));

    private Follower MakeFollower()
    {
        var follower = new Follower();
        _followers.Add(follower);
        return follower;
    }

    private sealed class Follower : ICatalogueFollower
    {
        private readonly ConcurrentQueue<long> _followed = [];

        public IReadOnlyList<long> Followed => [.. _followed];

        public Task Reads { get; set; } = Task.CompletedTask;

        public Task FollowAsync(long version, CancellationToken cancellationToken)
        {
            _followed.Enqueue(version);
            return Reads;
        }
    }

    private sealed class Nobody : IAsyncObserver<CatalogueChanged>
    {
        public Task OnNextAsync(CatalogueChanged item, StreamSequenceToken? token = null) => Task.CompletedTask;

        public Task OnErrorAsync(Exception ex) => Task.CompletedTask;
    }
}
