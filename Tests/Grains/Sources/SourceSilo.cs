using System.Diagnostics;
using MediaGateway.Domain.Sources;
using MediaGateway.Domain.Sources.Permits;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Interfaces.Sources;
using MediaGateway.Grains.Platforms;
using MediaGateway.Grains.Sources;
using MediaGateway.Silo.Runtime;
using MediaGateway.Tests.Discovery;
using MediaGateway.Tests.Grains.Accounts;
using MediaGateway.Tests.Grains.Runtime;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;

namespace MediaGateway.Tests.Grains.Sources;

/// <summary>A silo, or a cluster where the runtime has clusters, with source and platform grains over sources that the test scripts, in a time that the test moves.</summary>
internal sealed class SourceSilo : IAsyncDisposable
{
    public static readonly DateTimeOffset Start = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);
    public static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>The budget of who asks for something else than how long it takes: time goes on while machines are busy.</summary>
    public static readonly TimeSpan Patience = 3 * Budget;

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    private readonly TestSilos _silos;

    private SourceSilo(TestSilos silos, MovableTime time, CatalogueInMemory catalogue) => (_silos, Time, Catalogue) = (silos, time, catalogue);

    public MovableTime Time { get; }

    public CatalogueInMemory Catalogue { get; }

    public IClusterClient Grains => _silos.Grains;

    public static Task<SourceSilo> StartAsync(Func<TimeProvider, IReadOnlyList<ScriptedSource>> sources, MovableTime? time = null, params string[] catalogues) =>
        StartOnAsync(storage: null, sources, time, catalogues);

    /// <summary>Starts one on these states; of two on the same neither knows of the other.</summary>
    public static async Task<SourceSilo> StartOnAsync(
        FaultyGrainStorage? storage, Func<TimeProvider, IReadOnlyList<ScriptedSource>> sources, MovableTime? time = null, params string[] catalogues)
    {
        time ??= new MovableTime(Start);
        var catalogue = new CatalogueInMemory();
        var scripted = sources(time);
        var silos = await TestSilos.StartAsync(silo =>
        {
            silo.UseInMemoryReminderService();
            if (storage is null) silo.AddMemoryGrainStorageAsDefault();
            else silo.Services.AddGrainStorage("Default", (_, _) => storage);
            silo.Services.AddSingleton<TimeProvider>(time);
            silo.Services.AddSingleton<ICatalogueStore>(catalogue);
            silo.Services.AddSingleton<IAvailabilityLedger, AvailabilityInMemory>();
            silo.AddSiloStreams();
            silo.Services.AddCatalogue();
            silo.Services.AddDiscovery();
            silo.Services.AddSingleton(new RetryJitter(static () => 0.5));
            silo.Services.AddSourceGrains();
            silo.Services.Configure<PlatformOptions>(options => Array.ForEach(catalogues, options.Catalogues.Add));
            foreach (var source in scripted) silo.Services.AddSingleton<ISource>(source);
        });
        var silo = new SourceSilo(silos, time, catalogue);
        await silo.CatchUpAsync();
        return silo;
    }

    /// <summary>Has the search find what is in the catalogue now.</summary>
    public async Task CatchUpAsync()
    {
        foreach (var services in _silos.Services) await services.GetRequiredService<CatalogueIndex>().CatchUpAsync(CancellationToken.None);
    }

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
            .AskAsync(new SourceAsk(source, query, CallPriority.Interactive, budget ?? Patience), CancellationToken.None);
    }

    public Task<SourceStatus> StatusAsync(string source) => Grains.GetGrain<ISourceGrain>(source).GetStatusAsync(CancellationToken.None);

    /// <summary>Lets time go on, a little at a time, until something has ended.</summary>
    public async Task<T> FlowAsync<T>(Task<T> task)
    {
        using var patience = new CancellationTokenSource(3 * Eventually.Patience);
        while (!task.IsCompleted)
        {
            // What is to happen now happens first: the grains' turns run on other threads, and those take real time.
            var began = Stopwatch.GetTimestamp();
            while (!task.IsCompleted && Stopwatch.GetElapsedTime(began) < TestSilos.Turns) await Task.Yield();
            if (!task.IsCompleted) Time.Advance(Step);
            patience.Token.ThrowIfCancellationRequested();
        }

        return await task;
    }

    /// <summary>Lets time go on until every silo knows of all that was written to the catalogue.</summary>
    public async Task SettleAsync()
    {
        var version = await Catalogue.GetVersionAsync(CancellationToken.None);
        await FlowAsync(Task.Run(async () =>
        {
            await Eventually.UntilAsync(() => _silos.Services.All(services => services.GetRequiredService<CatalogueChanges>().Version >= version));
            return true;
        }));
    }

    public async ValueTask DisposeAsync()
    {
        // Who still waits for a source that never answers, waits no longer.
        Time.Advance(TimeSpan.FromMinutes(1));
        await _silos.DisposeAsync();
    }
}
