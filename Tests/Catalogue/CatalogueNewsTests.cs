using MediaGateway.Grains.Content;
using MediaGateway.Grains.Interfaces;
using MediaGateway.Grains.Interfaces.Content;
using MediaGateway.Tests.Grains.Runtime;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NSubstitute;
using NSubstitute.ExceptionExtensions;
using Orleans.Streams;

namespace MediaGateway.Tests.Catalogue;

/// <summary>Telling other silos of a change, which must cost who makes the change nothing.</summary>
public sealed class CatalogueNewsTests
{
    private readonly IAsyncStream<CatalogueChanged> _stream = Substitute.For<IAsyncStream<CatalogueChanged>>();
    private readonly IStreamProvider _provider = Substitute.For<IStreamProvider>();

    public CatalogueNewsTests() => _provider.GetStream<CatalogueChanged>(SiloStreams.CatalogueId).Returns(_stream);

    [Fact]
    public async Task While_a_telling_takes_its_time_only_the_newest_version_waits()
    {
        var slow = new TaskCompletionSource();
        _stream.OnNextAsync(default!).ReturnsForAnyArgs(slow.Task, Task.CompletedTask);
        var news = new CatalogueNews(_ => _provider, NullLogger.Instance);

        for (var version = 1; version <= 5; version++) news.Tell(version);
        Assert.Equal([1], Told());

        slow.SetResult();
        await Eventually.UntilAsync(() => Told() is [1, 5]);
    }

    [Fact]
    public void News_that_cannot_be_told_are_logged_and_the_next_are_told()
    {
        _stream.OnNextAsync(default!).ThrowsAsyncForAnyArgs(new TimeoutException("nobody answers"));
        var logger = Substitute.For<ILogger>();
        logger.IsEnabled(LogLevel.Warning).Returns(true);
        var news = new CatalogueNews(_ => _provider, logger);
        news.Tell(1);
        Assert.Contains("nobody answers", Assert.Single(Warnings(logger)), StringComparison.Ordinal);

        _stream.OnNextAsync(default!).ReturnsForAnyArgs(Task.CompletedTask);
        news.Tell(2);
        Assert.Equal([1, 2], Told());
        Assert.Single(Warnings(logger));
    }

    [Fact]
    public void Without_a_provider_of_streams_nothing_is_told_and_nothing_fails()
    {
        var logger = Substitute.For<ILogger>();
        logger.IsEnabled(LogLevel.Warning).Returns(true);
        new CatalogueNews(static name => throw new KeyNotFoundException($"Stream provider '{name}' not found"), logger).Tell(1);
        Assert.Single(Warnings(logger));
    }

    private static string[] Warnings(ILogger logger) =>
        [.. logger.ReceivedCalls().Where(call => call.GetMethodInfo().Name == nameof(ILogger.Log)).Select(call => $"{call.GetArguments()[2]}")];

    private long[] Told() =>
        [.. _stream.ReceivedCalls().Where(call => call.GetMethodInfo().Name == nameof(_stream.OnNextAsync)).Select(call => ((CatalogueChanged)call.GetArguments()[0]!).Version)];
}
