using System.Collections.Concurrent;
using System.Reflection;
using EmbeddedSilo.Timers;
using EmbeddedSilo.Calls;
using EmbeddedSilo.Invocation;
using EmbeddedSilo.Parts;
using Orleans.Concurrency;
using Orleans.Runtime;

namespace EmbeddedSilo.Activations;

/// <summary>What the activations of one grain class have in common, and where they are found.</summary>
internal sealed class GrainKind
{
    private readonly ConcurrentDictionary<string, Activation> _activations = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, WorkerGroup> _workers = new(StringComparer.Ordinal);
    private readonly GrainClassPart _part;
    private readonly bool _needsScope;
    private readonly bool _filtersItself;

    public GrainKind(SiloRuntime silo, GrainClassPart part)
    {
        Silo = silo;
        _part = part;
        var type = part.Type;
        GrainType = type.GetCustomAttribute<GrainTypeAttribute>()?.GetGrainType(silo.ServiceProvider, type) ?? ConventionalName(type);
        IsReentrant = type.IsDefined(typeof(ReentrantAttribute));
        MayInterleave = FindPredicate(type);
        OverridesOnActivate = Overrides(type, nameof(IGrainBase.OnActivateAsync), typeof(CancellationToken));
        OverridesOnDeactivate = Overrides(type, nameof(IGrainBase.OnDeactivateAsync), typeof(DeactivationReason), typeof(CancellationToken));
        _filtersItself = typeof(IIncomingGrainCallFilter).IsAssignableFrom(type);
        _needsScope = !part.Services.All(silo.IsSingleton);
        var worker = type.GetCustomAttribute<StatelessWorkerAttribute>();
        MaxWorkers = worker is null ? 0 : worker.MaxLocalWorkers > 0 ? worker.MaxLocalWorkers : Environment.ProcessorCount;
        var limit = worker is null ? silo.Messaging.MaxEnqueuedRequestsHardLimit : silo.Messaging.MaxEnqueuedRequestsHardLimit_StatelessWorker;
        QueueLimit = limit <= 0 ? int.MaxValue : limit;
        CollectionAge = AgeOf(silo, type);
    }

    public SiloRuntime Silo { get; }

    public Type Class => _part.Type;

    public GrainType GrainType { get; }

    public bool IsReentrant { get; }

    public bool OverridesOnActivate { get; }

    public bool OverridesOnDeactivate { get; }

    public int QueueLimit { get; }

    /// <summary>How many stateless workers one identity may have; 0 for a grain with one activation.</summary>
    public int MaxWorkers { get; }

    /// <summary>How long an activation idles before it is collected; infinite for never.</summary>
    public TimeSpan CollectionAge { get; }

    public Func<GrainCall, bool>? MayInterleave { get; }

    /// <summary>How many activations there are; a moment's view.</summary>
    public int Count => MaxWorkers == 0 ? _activations.Count : _workers.Values.Sum(static group => group.Count);

    public IEnumerable<Activation> Activations =>
        MaxWorkers == 0 ? _activations.Select(static pair => pair.Value) : _workers.Values.SelectMany(static group => group.Snapshot());

    /// <summary>Queues a call at the grain's activation, which is made where there is none.</summary>
    public void Dispatch(IdSpan key, GrainCall call)
    {
        if (MaxWorkers > 0)
        {
            _workers.GetOrAdd(key.Text, static (_, argument) => new WorkerGroup(argument.Kind, argument.Key), (Kind: this, Key: key)).Dispatch(call);
            return;
        }

        var wait = default(SpinWait);
        while (true)
        {
            if (!_activations.TryGetValue(key.Text, out var activation))
            {
                if (!Silo.MayActivate)
                {
                    call.TryFail(new SiloUnavailableException($"The silo is stopping; {GrainType}/{key} is not activated any more."));
                    return;
                }

                activation = _activations.GetOrAdd(key.Text, static (_, argument) => new Activation(argument.Kind, argument.Key), (Kind: this, Key: key));
            }

            if (activation.TryEnqueue(call))
            {
                return;
            }

            // It has just ended, and is being replaced or removed by a thread that does nothing else meanwhile.
            wait.SpinOnce();
        }
    }

    /// <summary>Takes an ended activation out of the directory and hands on the calls that still waited there.</summary>
    public void Succeed(Activation ended, List<GrainCall> waiting, Exception? failure)
    {
        if (MaxWorkers > 0)
        {
            _workers[ended.Key.Text].Remove(ended);
        }
        else if (waiting.Count > 0 && failure is null && Silo.MayActivate)
        {
            var successor = new Activation(this, ended.Key);
            successor.Inherit(waiting);
            _activations[ended.Key.Text] = successor;
            successor.Schedule();
            return;
        }
        else
        {
            _activations.TryRemove(new(ended.Key.Text, ended));
        }

        foreach (var call in waiting)
        {
            if (failure is not null || !Silo.MayActivate)
            {
                call.TryFail(failure ?? new SiloUnavailableException($"The silo is stopping; {ended.GrainId} has ended."));
            }
            else
            {
                Dispatch(ended.Key, call);
            }
        }
    }

    public object Make(Activation activation)
    {
        var services = _needsScope ? activation.ActivationServices : Silo.ServiceProvider;
        return _part.Make(services, activation);
    }

    /// <summary>The filters around a call; null when there are none, which is the fast way.</summary>
    public ICallFilters? FiltersFor(Activation activation, GrainCall call) =>
        (Silo.IncomingFilters.Length == 0 && !_filtersItself) || call is TimerTick ? null : new IncomingCallFilters(Silo, activation, _filtersItself);

    private static GrainType ConventionalName(Type type)
    {
        const string Suffix = "grain";
        var name = type.Name.ToLowerInvariant();
        return GrainType.Create(name.Length > Suffix.Length && name.EndsWith(Suffix, StringComparison.Ordinal) ? name[..^Suffix.Length] : name);
    }

    private static bool Overrides(Type type, string method, params Type[] parameters) =>
        !typeof(Grain).IsAssignableFrom(type) || type.GetMethod(method, parameters)?.DeclaringType != typeof(Grain);

    private static Func<GrainCall, bool>? FindPredicate(Type type)
    {
        if (type.GetCustomAttribute<MayInterleaveAttribute>() is not { } attribute)
        {
            return null;
        }

        var method = type.GetMethod(attribute.CallbackMethodName, BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
            ?? throw new OrleansConfigurationException($"{type} has no static method {attribute.CallbackMethodName}, which [MayInterleave] names.");
        var predicate = method.CreateDelegate<Func<Orleans.Serialization.Invocation.IInvokable, bool>>();
        return call => predicate(call);
    }

    private static TimeSpan AgeOf(SiloRuntime silo, Type type)
    {
        if (type.IsDefined(typeof(KeepAliveAttribute)))
        {
            return Timeout.InfiniteTimeSpan;
        }

        return silo.Collection.ClassSpecificCollectionAge.TryGetValue(type.FullName!, out var configured) ? configured
            : type.GetCustomAttribute<CollectionAgeLimitAttribute>()?.AgeLimit ?? silo.Collection.CollectionAge;
    }
}
