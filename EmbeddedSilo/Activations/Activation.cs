using EmbeddedSilo.Invocation;
using Orleans.Runtime;

namespace EmbeddedSilo.Activations;

/// <summary>
/// One grain in memory: an inbox, the grain object, and a scheduler of its own that runs one turn at a time.
/// </summary>
/// <remarks>
/// <para>
/// A million of these must fit, so everything an idle activation does not need is made when it is needed
/// (<see cref="Backlog"/>, <see cref="ActivationExtras"/>), and the activation is itself the task scheduler, the
/// thread-pool work item and the grain context.
/// </para>
/// <para>
/// There is no lock. All fields but the inbox belong to whoever runs the activation's turn, and there is at most one:
/// see <c>Activation.Inbox.cs</c> for how the right to run is passed on without losing a wake-up.
/// </para>
/// </remarks>
internal sealed partial class Activation : TaskScheduler, IThreadPoolWorkItem, IGrainContext, ICallHost, ICallChain
{
    private readonly GrainKind _kind;
    private readonly IdSpan _key;
    private object? _instance;
    private Backlog? _backlog;
    private ActivationExtras? _extras;
    private int _running;
    private int _blocking;
    private int _readOnly;
    private int _lastUsedSeconds;
    private ActivationPhase _phase;
    private bool _leaves;

    public Activation(GrainKind kind, IdSpan key)
    {
        _kind = kind;
        _key = key;
        _lastUsedSeconds = kind.Silo.Clock.Seconds;
    }

    public GrainId GrainId => new(_kind.GrainType, _key);

    public GrainKind GrainKind => _kind;

    public IdSpan Key => _key;

    internal ActivationExtras Extras => _extras ?? Interlocked.CompareExchange(ref _extras, new(), null) ?? _extras;

    private SiloRuntime Silo => _kind.Silo;
}

/// <summary>The life of an activation. It only moves forward.</summary>
internal enum ActivationPhase : byte
{
    /// <summary>Nothing has arrived yet.</summary>
    New,
    /// <summary>The grain object is being made; calls wait.</summary>
    Activating,
    /// <summary>Calls run.</summary>
    Active,
    /// <summary>The grain object says good-bye; calls wait for the next activation.</summary>
    Deactivating,
    /// <summary>Nothing of it runs any more; what waits is about to be handed on.</summary>
    Ended,
}
