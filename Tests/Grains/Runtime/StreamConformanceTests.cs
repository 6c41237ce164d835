using Orleans.Hosting;
using Orleans.Streams;
using static MediaGateway.Tests.Grains.Runtime.Eventually;

namespace MediaGateway.Tests.Grains.Runtime;

/// <summary>Streams: what anybody publishes, those outside of grains who have subscribed are told.</summary>
public sealed class StreamConformanceTests : IAsyncLifetime
{
    private readonly string _name = Guid.NewGuid().ToString();
    private RuntimeHost _host = null!;

    private IAsyncStream<Parcel> Stream => _host.Client.GetStreamProvider(StreamProbeGrain.Provider).GetStream<Parcel>(StreamProbeGrain.IdOf(_name));

    private IStreamProbeGrain Publisher => _host.Grains.GetGrain<IStreamProbeGrain>(_name);

    public async Task InitializeAsync() =>
        _host = await RuntimeHost.StartAsync(configure: static silo => silo.AddMemoryGrainStorage("PubSubStore").AddMemoryStreams(StreamProbeGrain.Provider));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Each_subscriber_hears_all_that_a_grain_publishes_in_its_order()
    {
        StreamListener[] listeners = [new(), new(), new()];
        foreach (var listener in listeners) await Stream.SubscribeAsync(listener);
        await Publisher.PublishAllAsync(100);
        foreach (var listener in listeners)
        {
            await UntilAsync(() => listener.Heard.Count >= 100);
            Assert.Equal(Enumerable.Range(1, 100).Select(number => $"{number}"), listener.Heard);
            Assert.All(listener.Places.Zip(listener.Places.Skip(1)), pair => Assert.True(pair.First!.CompareTo(pair.Second) < 0));
        }
    }

    [Fact]
    public async Task What_is_published_outside_of_grains_is_heard_as_well()
    {
        var listener = new StreamListener();
        await Stream.SubscribeAsync(listener);
        await Stream.OnNextAsync(new Parcel { Items = ["hello"] });
        await UntilAsync(() => listener.Heard.Contains("hello"));
    }

    [Fact]
    public async Task Who_unsubscribes_hears_no_more_and_others_do()
    {
        var (leaving, staying) = (new StreamListener(), new StreamListener());
        var handle = await Stream.SubscribeAsync(leaving);
        await Stream.SubscribeAsync(staying);
        await Publisher.PublishAllAsync(1);
        await UntilAsync(() => leaving.Heard.Count == 1 && staying.Heard.Count == 1);

        await handle.UnsubscribeAsync();
        await Publisher.PublishAsync(new Parcel { Items = ["after"] });

        await UntilAsync(() => staying.Heard.Contains("after"));
        Assert.Equal(["1"], leaving.Heard);
    }

    [Fact]
    public async Task Whoever_subscribed_can_see_which_subscriptions_it_has()
    {
        Assert.Empty(await Stream.GetAllSubscriptionHandles());
        var (one, other) = (await Stream.SubscribeAsync(new StreamListener()), await Stream.SubscribeAsync(new StreamListener()));
        Assert.Equal([.. new[] { one.HandleId, other.HandleId }.Order()], (await Stream.GetAllSubscriptionHandles()).Select(handle => handle.HandleId).Order());

        var known = (await Stream.GetAllSubscriptionHandles()).Single(handle => handle.HandleId == one.HandleId);
        Assert.Equal((StreamProbeGrain.Provider, StreamProbeGrain.IdOf(_name)), (known.ProviderName, known.StreamId));
        await known.UnsubscribeAsync();

        Assert.Equal([other.HandleId], (await Stream.GetAllSubscriptionHandles()).Select(handle => handle.HandleId));
    }

    [Fact]
    public async Task A_subscriber_that_fails_keeps_nothing_from_the_others()
    {
        var (failing, well) = (new StreamListener { Treat = static _ => throw new ProbeException("no") }, new StreamListener());
        await Stream.SubscribeAsync(failing);
        await Stream.SubscribeAsync(well);
        await Publisher.PublishAllAsync(5);
        await UntilAsync(() => well.Heard.Count >= 5);
        Assert.Equal(["1", "2", "3", "4", "5"], well.Heard);
        Assert.NotEmpty(failing.Heard);
    }

    [Fact]
    public async Task What_is_changed_after_it_was_published_nobody_hears()
    {
        var listener = new StreamListener();
        await Stream.SubscribeAsync(listener);
        var parcel = new Parcel { Items = ["as it was"] };
        var publishing = Stream.OnNextAsync(parcel);
        parcel.Items.Add("changed");
        await publishing;
        await UntilAsync(() => listener.Heard.Count > 0);
        Assert.Equal(["as it was"], listener.Heard);
    }

    [Fact]
    public async Task Streams_of_other_names_are_other_streams()
    {
        var (here, elsewhere) = (new StreamListener(), new StreamListener());
        await Stream.SubscribeAsync(here);
        await _host.Client.GetStreamProvider(StreamProbeGrain.Provider).GetStream<Parcel>(StreamProbeGrain.IdOf($"{_name}-other")).SubscribeAsync(elsewhere);
        await _host.Grains.GetGrain<IStreamProbeGrain>($"{_name}-other").PublishAllAsync(1);
        await Publisher.PublishAsync(new Parcel { Items = ["here"] });
        await UntilAsync(() => here.Heard.Count > 0 && elsewhere.Heard.Count > 0);
        Assert.Equal(["here"], here.Heard);
        Assert.Equal(["1"], elsewhere.Heard);
    }

    [Fact]
    public void A_provider_that_nobody_registered_is_not_found() =>
        Assert.Throws<KeyNotFoundException>(() => _host.Client.GetStreamProvider("nobody's"));
}
