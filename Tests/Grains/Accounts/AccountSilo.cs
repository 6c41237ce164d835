using MediaGateway.Tests.Grains.Runtime;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Accounts;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Interfaces.Accounts;
using MediaGateway.Grains.Users;
using MediaGateway.Tests.Discovery;
using MediaGateway.Tests.Grains.Users;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;

namespace MediaGateway.Tests.Grains.Accounts;

/// <summary>A silo with account and user grains; its clock, its storage and its data directory belong to the test.</summary>
internal sealed class AccountSilo : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private readonly IHost _host;
    private readonly bool _ownsData;

    private AccountSilo(IHost host, bool ownsData) => (_host, _ownsData) = (host, ownsData);

    public required FaultyGrainStorage Storage { get; init; }

    public required MovableTime Time { get; init; }

    public required WatchedReminders Reminders { get; init; }

    public required CallCounter Calls { get; init; }

    public required string Data { get; init; }

    public IServiceProvider Services => _host.Services;

    public IGrainFactory Grains => _host.Services.GetRequiredService<IGrainFactory>();

    public ISigningKeyGrain SigningKeys => Grains.GetGrain<ISigningKeyGrain>(ISigningKeyGrain.Key);

    /// <summary>Starts a silo; given another one it is the silo that comes after it.</summary>
    public static async Task<AccountSilo> StartAsync(AccountSilo? after = null)
    {
        var storage = after?.Storage ?? new FaultyGrainStorage();
        var time = after?.Time ?? new MovableTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var data = after?.Data ?? Directory.CreateTempSubdirectory("accounts-").FullName;
        var (reminders, calls) = (new WatchedReminders(), new CallCounter());
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.UseOrleans(silo => silo.UseNoCluster()
            .ConfigureServices(services => services.AddGrainStorage("Default", (_, _) => storage).AddSingleton<IReminderTable>(reminders))
            .AddReminders());
        builder.Services.AddSingleton<IIncomingGrainCallFilter>(calls);
        builder.Services.AddLogging(static logging => logging.ClearProviders());
        builder.Services.AddSingleton<TimeProvider>(time);
        builder.Services.AddSingleton<IUserJournal>(new MemoryJournal(time));
        builder.Services.AddSingleton<ICatalogueStore>(new CatalogueInMemory());
        builder.Services.AddSingleton<IAvailabilityLedger, AvailabilityInMemory>();
        builder.Services.AddCatalogue();
        builder.Services.AddDiscovery();
        builder.Services.AddUsers();
        builder.Services.AddAccounts(data);
        var host = builder.Build();
        await host.StartAsync();
        return new AccountSilo(host, ownsData: after is null) { Storage = storage, Time = time, Reminders = reminders, Calls = calls, Data = data };
    }

    public IAccountGrain Account(string email) => Grains.GetGrain<IAccountGrain>(email);

    public IUserAccountGrain User(string userId) => Grains.GetGrain<IUserAccountGrain>(userId);

    /// <summary>Makes titles known, and has them found at once.</summary>
    public Task KnowAsync(params IReadOnlyList<(string Id, string Title)> titles)
    {
        var catalogue = (CatalogueInMemory)Services.GetRequiredService<ICatalogueStore>();
        foreach (var (id, title) in titles)
        {
            catalogue.Put(id, title);
        }

        return Services.GetRequiredService<CatalogueIndex>().CatchUpAsync(CancellationToken.None);
    }

    /// <summary>Makes titles known with all that there is to know of them.</summary>
    public Task KnowAsync(params IReadOnlyList<Content> titles)
    {
        var catalogue = (CatalogueInMemory)Services.GetRequiredService<ICatalogueStore>();
        foreach (var title in titles)
        {
            catalogue.Put(title);
        }

        return Services.GetRequiredService<CatalogueIndex>().CatchUpAsync(CancellationToken.None);
    }

    /// <summary>Registers somebody and says who and with which tokens.</summary>
    public async Task<(string UserId, SessionTokens Tokens)> RegisterAsync(string email)
    {
        var userId = Guid.CreateVersion7().ToString();
        var answer = await User(userId).RegisterAsync(email, Password, "Ada", default);
        Assert.Equal(AccountStatus.Done, answer.Status);
        return (userId, answer.Tokens!);
    }

    /// <summary>Signs somebody in as the front end does.</summary>
    public async Task<AccountAnswer> SignInAsync(string email, string password = Password)
    {
        var verdict = await Account(email).VerifyPasswordAsync(password, default);
        return verdict.Status is PasswordStatus.Right
            ? await User(verdict.UserId!).OpenSessionAsync(email, verdict.CredentialVersion, default)
            : new AccountAnswer(AccountStatus.WrongPassword);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        if (_ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }
}
