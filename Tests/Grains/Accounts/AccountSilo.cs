using MediaGateway.Tests.Grains.Runtime;
using MediaGateway.Domain.Catalogue;
using MediaGateway.Grains.Accounts;
using MediaGateway.Grains.Content;
using MediaGateway.Grains.Discovery;
using MediaGateway.Grains.Interfaces.Accounts;
using MediaGateway.Grains.Users;
using MediaGateway.Silo.Runtime;
using MediaGateway.Tests.Discovery;
using MediaGateway.Tests.Grains.Users;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;

namespace MediaGateway.Tests.Grains.Accounts;

/// <summary>A silo, or a cluster where the runtime has clusters, with account and user grains; its clock, its storage and its data directory belong to the test.</summary>
internal sealed class AccountSilo : IAsyncDisposable
{
    public const string Password = "correct horse battery staple";

    private readonly TestSilos _silos;
    private readonly bool _ownsData;

    private AccountSilo(TestSilos silos, bool ownsData) => (_silos, _ownsData) = (silos, ownsData);

    public required FaultyGrainStorage Storage { get; init; }

    public required MovableTime Time { get; init; }

    public required WatchedReminders Reminders { get; init; }

    public required CallCounter Calls { get; init; }

    public required string Data { get; init; }

    public required CatalogueInMemory Catalogue { get; init; }

    public required AvailabilityInMemory Availability { get; init; }

    public IClusterClient Grains => _silos.Grains;

    public ISigningKeyGrain SigningKeys => Grains.GetGrain<ISigningKeyGrain>(ISigningKeyGrain.Key);

    /// <summary>Starts a silo; given another one it is the silo that comes after it.</summary>
    public static async Task<AccountSilo> StartAsync(AccountSilo? after = null)
    {
        var storage = after?.Storage ?? new FaultyGrainStorage();
        var time = after?.Time ?? new MovableTime(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var data = after?.Data ?? Directory.CreateTempSubdirectory("accounts-").FullName;
        var (reminders, calls, journal, catalogue) = (new WatchedReminders(), new CallCounter(), new MemoryJournal(time), new CatalogueInMemory());
        var availability = new AvailabilityInMemory(catalogue);
        // Made before, because several silos that share a folder must not each make one.
        MasterKeys.Load(new MasterKeyOptions(), data);
        var silos = await TestSilos.StartAsync(silo =>
        {
            silo.AddReminders();
            silo.Services.AddGrainStorage("Default", (_, _) => storage);
            silo.Services.AddSingleton<IReminderTable>(reminders);
            silo.Services.AddSingleton<IIncomingGrainCallFilter>(calls);
            silo.Services.AddSingleton<TimeProvider>(time);
            silo.Services.AddSingleton<IUserJournal>(journal);
            silo.Services.AddSingleton<ICatalogueStore>(catalogue);
            silo.Services.AddSingleton<IAvailabilityLedger>(availability);
            silo.AddSiloStreams();
            silo.Services.AddCatalogue();
            silo.Services.AddDiscovery();
            silo.Services.AddUsers();
            silo.Services.AddAccounts(data);
        });
        return new AccountSilo(silos, ownsData: after is null)
        {
            Storage = storage, Time = time, Reminders = reminders, Calls = calls, Data = data, Catalogue = catalogue, Availability = availability,
        };
    }

    public IAccountGrain Account(string email) => Grains.GetGrain<IAccountGrain>(email);

    public IUserAccountGrain User(string userId) => Grains.GetGrain<IUserAccountGrain>(userId);

    /// <summary>Makes titles known, and has them found at once.</summary>
    public Task KnowAsync(params IReadOnlyList<(string Id, string Title)> titles)
    {
        foreach (var (id, title) in titles)
        {
            Catalogue.Put(id, title);
        }

        return CatchUpAsync();
    }

    /// <summary>Makes titles known with all that there is to know of them.</summary>
    public Task KnowAsync(params IReadOnlyList<Content> titles)
    {
        foreach (var title in titles)
        {
            Catalogue.Put(title);
        }

        return CatchUpAsync();
    }

    /// <summary>Tells all silos of what was put into the catalogue.</summary>
    public Task AnnounceAsync(long version) =>
        Task.WhenAll(_silos.Services.Select(services => services.GetRequiredService<CatalogueChanges>().AnnounceAsync(version, CancellationToken.None)));

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
        await _silos.DisposeAsync();
        if (_ownsData)
        {
            Directory.Delete(Data, recursive: true);
        }
    }

    private Task CatchUpAsync() => Task.WhenAll(_silos.Services.Select(services => services.GetRequiredService<CatalogueIndex>().CatchUpAsync(CancellationToken.None)));
}
