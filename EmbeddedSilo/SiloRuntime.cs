using System.Collections.Frozen;
using EmbeddedSilo.Activations;
using EmbeddedSilo.Calls;
using EmbeddedSilo.Invocation;
using EmbeddedSilo.Observers;
using EmbeddedSilo.Parts;
using EmbeddedSilo.Scheduling;
using EmbeddedSilo.Storage;
using EmbeddedSilo.Timers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Core;
using Orleans.Runtime;
using Orleans.Timers;

namespace EmbeddedSilo;

/// <summary>The silo: the kinds of grains there are, the calls under way, and the state it is in.</summary>
internal sealed class SiloRuntime : IGrainRuntime
{
    private readonly RegisteredServices _registered;
    private readonly Lazy<FrozenDictionary<string, GrainKind>> _kinds;
    private volatile SiloState _state;

    public SiloRuntime(
        IServiceProvider services,
        RegisteredServices registered,
        TimeProvider time,
        IOptions<GrainCollectionOptions> collection,
        IOptions<SiloMessagingOptions> messaging,
        IEnumerable<IIncomingGrainCallFilter> incoming,
        IEnumerable<IOutgoingGrainCallFilter> outgoing,
        IEnumerable<ITurnScheduler> schedulers,
        SiloTelemetry telemetry,
        ILogger<SiloRuntime> logger)
    {
        Scheduler = schedulers.LastOrDefault();
        Telemetry = telemetry;
        ServiceProvider = services;
        _registered = registered;
        TimeProvider = time;
        Collection = collection.Value;
        Messaging = messaging.Value;
        Logger = logger;
        IncomingFilters = [.. incoming];
        OutgoingFilters = [.. outgoing];
        Clock = new SiloClock(time);
        Outstanding = new OutstandingCalls(time, Messaging.ResponseTimeout);
        References = new ReferenceDirectory(this);
        Observers = new ObserverDirectory(this);
        TimerRegistry = new TimerRegistry(time);
        _kinds = new(FindKinds);
    }

    public IServiceProvider ServiceProvider { get; }

    /// <summary>Where turns run; null where that is the thread pool.</summary>
    public ITurnScheduler? Scheduler { get; }

    public TimeProvider TimeProvider { get; }

    public GrainCollectionOptions Collection { get; }

    public SiloMessagingOptions Messaging { get; }

    public ILogger Logger { get; }

    public SiloTelemetry Telemetry { get; }

    public IIncomingGrainCallFilter[] IncomingFilters { get; }

    public IOutgoingGrainCallFilter[] OutgoingFilters { get; }

    public SiloClock Clock { get; }

    public OutstandingCalls Outstanding { get; }

    public ReferenceDirectory References { get; }

    public ObserverDirectory Observers { get; }

    public ITimerRegistry TimerRegistry { get; }

    public IGrainFactory GrainFactory => ServiceProvider.GetRequiredService<IGrainFactory>();

    public string SiloIdentity => $"embedded@{Environment.MachineName}";

    public IReadOnlyCollection<GrainKind> Kinds => _kinds.Value.Values;

    public SiloState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Whether grains may still come up: until a stopping silo has finished what it accepted.</summary>
    public bool MayActivate => _state is SiloState.Running or SiloState.Draining;

    public GrainKind KindOf(GrainType type) =>
        _kinds.Value.GetValueOrDefault(type.ToString()) ?? throw new ArgumentException($"There is no grain class of type '{type}'.", nameof(type));

    public bool IsSingleton(Type service) => _registered.IsSingleton(service);

    /// <summary>Has a turn run.</summary>
    public void Schedule(IThreadPoolWorkItem turn, bool preferLocal)
    {
        if (Scheduler is null)
        {
            ThreadPool.UnsafeQueueUserWorkItem(turn, preferLocal);
        }
        else
        {
            Scheduler.Schedule(turn);
        }
    }

    /// <summary>Lets a call in, or answers why not.</summary>
    public bool Admit(GrainCall call, CancellationToken cancellationToken)
    {
        call.Source = RuntimeContext.Current;
        call.Context = RequestContext.Current;
        call.Span = SiloTelemetry.StartCall(call.Method);
        var refusal = RefusalOf(call.Source);
        if (refusal is not null)
        {
            Telemetry.Refused("not_running");
            call.TryFail(refusal);
        }
        else if (!call.Method.IsOneWay)
        {
            Outstanding.Add(call);
            CallCancellation.Attach(call, cancellationToken);
        }

        return refusal is null;
    }

    /// <summary>Why nothing is taken from there now; null where it is. Grains may still finish what they do while the silo stops.</summary>
    public SiloUnavailableException? RefusalOf(IGrainContext? source) =>
        _state == SiloState.Running || (source is not null && _state is SiloState.Draining or SiloState.Deactivating)
            ? null
            : new SiloUnavailableException(_state == SiloState.New ? "The silo has not started." : "The silo is stopping.");

    public void DeactivateOnIdle(IGrainContext grainContext) =>
        grainContext.Deactivate(new(DeactivationReasonCode.ApplicationRequested, "The grain asked for it."));

    public void DelayDeactivation(IGrainContext grainContext, TimeSpan timeSpan) => ((Activation)grainContext).KeepFor(timeSpan);

    public IStorage<TGrainState> GetStorage<TGrainState>(IGrainContext grainContext) => GrainStateFactory.ForGrain<TGrainState>(this, (Activation)grainContext);

    private FrozenDictionary<string, GrainKind> FindKinds()
    {
        PartAssemblies.Load();
        var kinds = new Dictionary<string, GrainKind>(StringComparer.Ordinal);
        foreach (var part in GrainParts.Classes)
        {
            var kind = new GrainKind(this, part);
            if (!kinds.TryAdd(kind.GrainType.ToString(), kind))
            {
                throw new OrleansConfigurationException($"{kind.Class} and {kinds[kind.GrainType.ToString()].Class} are both of grain type '{kind.GrainType}'; give one a [GrainType].");
            }
        }

        return kinds.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>Where a silo is in its life.</summary>
internal enum SiloState
{
    /// <summary>Not started: nothing is called yet.</summary>
    New,
    /// <summary>Everything is called.</summary>
    Running,
    /// <summary>Only grains call, to finish what was accepted.</summary>
    Draining,
    /// <summary>Grains say good-bye; no new ones come up.</summary>
    Deactivating,
    /// <summary>Over.</summary>
    Stopped,
}
