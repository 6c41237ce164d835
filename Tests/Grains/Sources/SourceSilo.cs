using System.Diagnostics;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Grains.Platforms;
using MediaGateway.Grains.Sources;
using MediaGateway.Tests.Discovery;
using MediaGateway.Tests.Grains.Accounts;
using MediaGateway.Tests.Grains.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>A silo with source and platform grains over sources that the test scripts, in a time that the test moves.</summary>
internal sealed class SourceSilo : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private static readonly TimeSpan RealStep = TimeSpan.FromMilliseconds(2);

    private readonly IHost _host;

    private SourceSilo(IHost host, MovableTime time, CatalogueInMemory catalogue) => (_host, Time, Catalogue) = (host, time, catalogue);

    public MovableTime Time { get; }

    public CatalogueInMemory Catalogue { get; }

    public IClusterClient Grains => _host.Services.GetRequiredService<IClusterClient>();

    public static async Task<SourceSilo> StartAsync(Func<TimeProvider, IReadOnlyList<ScriptedSource>> sources, MovableTime? time = null, params string[] catalogues)
    {
        time ??= new MovableTime(Start);
        var catalogue = new CatalogueInMemory();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(static silo => silo.UseNoCluster().AddMemoryGrainStorageAsDefault().UseInMemoryReminderService());
        builder.Services.AddLogging(static logging => logging.ClearProviders());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<ICatalogueStore>(catalogue);
        builder.Services.AddSingleton<IAvailabilityLedger, AvailabilityInMemory>();
        builder.Services.AddCatalogue();
        builder.Services.AddDiscovery();
        builder.Services.AddSingleton(new RetryJitter(static () => 0.5));
        builder.Services.AddSourceGrains();
        builder.Services.Configure<PlatformOptions>(options => Array.ForEach(catalogues, options.Catalogues.Add));
        foreach (var source in sources(time)) builder.Services.AddSingleton<ISource>(source);
        var host = builder.Build();
        await host.StartAsync();
        var silo = new SourceSilo(host, time, catalogue);
        await silo.CatchUpAsync();
        return silo;
    }

    /// <summary>Has the search find what is in the catalogue now.</summary>
    public Task CatchUpAsync() => _host.Services.GetRequiredService<CatalogueIndex>().CatchUpAsync(CancellationToken.None);

    /// <summary>Asks a source for titles by words, and waits until what it found is written and the answer stored.</summary>
    public async Task<SourceAnswer> AskAsync(string source, string text, TimeSpan? budget = null)
    {
        var answer = await FlowAsync(AskNowAsync(source, text, budget));
        if (answer.Failure is null && !Catalogue.IsDown)
            await Eventually.UntilAsync(async () => (await AskNowAsync(source, text, budget)).Titles.All(title => title.IsKept));
        return answer;
    }

    /// <summary>Asks, and leaves the time to the test.</summary>
    public Task<SourceAnswer> AskNowAsync(string source, string text, TimeSpan? budget = null)
    {
        var query = new SourceQuery { Operation = SourceOperation.Search, Text = text, Region = "US" };
        return Grains.GetGrain<ISourceAnswerGrain>(SourceAsk.KeyOf(source, query))
            .AskAsync(new SourceAsk(source, query, CallPriority.Interactive, budget ?? Budget), CancellationToken.None);
    }

    public Task<SourceStatus> StatusAsync(string source) => Grains.GetGrain<ISourceGrain>(source).GetStatusAsync(CancellationToken.None);

    /// <summary>Lets time go on, a little at a time, until something has ended.</summary>
    public async Task<T> FlowAsync<T>(Task<T> task)
    {
        using var patience = new CancellationTokenSource(Eventually.Patience);
        while (!task.IsCompleted)
        {
            // What is to happen now happens first: the grains' turns run on other threads, and those take real time.
            var began = Stopwatch.GetTimestamp();
            while (!task.IsCompleted && Stopwatch.GetElapsedTime(began) < RealStep) await Task.Yield();
            if (!task.IsCompleted) Time.Advance(Step);
            patience.Token.ThrowIfCancellationRequested();
        }

        return await task;
    }

    public async ValueTask DisposeAsync()
    {
        // Who still waits for a source that never answers, waits no longer.
        Time.Advance(TimeSpan.FromMinutes(1));
        await _host.StopAsync();
        _host.Dispose();
    }
}
