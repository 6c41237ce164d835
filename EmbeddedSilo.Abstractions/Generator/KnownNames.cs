namespace EmbeddedSilo.Generator;

/// <summary>Full names of what the generator looks for.</summary>
internal static class KnownNames
{
    public const string Addressable = "Orleans.Runtime.IAddressable";
    public const string Grain = "Orleans.IGrain";
    public const string GrainBase = "Orleans.IGrainBase";
    public const string GrainObserver = "Orleans.IGrainObserver";
    public const string GenerateSerializer = "Orleans.GenerateSerializerAttribute";
    public const string Immutable = "Orleans.ImmutableAttribute";
    public const string Id = "Orleans.IdAttribute";
    public const string Alias = "Orleans.AliasAttribute";
    public const string ResponseTimeout = "Orleans.ResponseTimeoutAttribute";
    public const string OneWay = "Orleans.Concurrency.OneWayAttribute";
    public const string ReadOnly = "Orleans.Concurrency.ReadOnlyAttribute";
    public const string AlwaysInterleave = "Orleans.Concurrency.AlwaysInterleaveAttribute";
    public const string PersistentState = "Orleans.Runtime.PersistentStateAttribute";
    public const string GrainContext = "Orleans.Runtime.IGrainContext";
    public const string FromKeyedServices = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";
    public const string CancellationToken = "System.Threading.CancellationToken";
}
