namespace MediaGateway.Tests.EndToEnd;

/// <summary>One running gateway for the tests that do not stop it.</summary>
public sealed class GatewayFixture : IAsyncLifetime
{
    internal GatewayProcess Gateway { get; private set; } = null!;

    public async Task InitializeAsync() => Gateway = await GatewayProcess.StartNewAsync();

    public async Task DisposeAsync() => await Gateway.DisposeAsync();
}

/// <summary>Tests in this collection share one gateway process; each makes its own users.</summary>
[CollectionDefinition(Name)]
public sealed class SharedGateway : ICollectionFixture<GatewayFixture>
{
    public const string Name = "one gateway process";
}
