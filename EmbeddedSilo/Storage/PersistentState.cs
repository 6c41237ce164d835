using System.Runtime.CompilerServices;
using EmbeddedSilo.Activations;
using Orleans.Runtime;
using Orleans.Storage;

namespace EmbeddedSilo.Storage;

/// <summary>One state of one activation.</summary>
internal sealed class PersistentState<TState> : IPersistentState<TState>, IActivatedState
{
    private readonly IGrainStorage _storage;
    private readonly string _name;
    private readonly GrainId _grainId;
    private readonly GrainState<TState> _state = new(New());

    public PersistentState(IGrainStorage storage, string name, GrainId grainId)
    {
        _storage = storage;
        _name = name;
        _grainId = grainId;
    }

    public TState State
    {
        get => _state.State!;
        set => _state.State = value;
    }

    public string? Etag => _state.ETag;

    public bool RecordExists => _state.RecordExists;

    public Task LoadAsync(CancellationToken cancellationToken) => ReadStateAsync(cancellationToken);

    public Task ReadStateAsync() => ReadStateAsync(CancellationToken.None);

    public Task WriteStateAsync() => WriteStateAsync(CancellationToken.None);

    public Task ClearStateAsync() => ClearStateAsync(CancellationToken.None);

    public async Task ReadStateAsync(CancellationToken cancellationToken)
    {
        await RunAsync("read", () => _storage.ReadStateAsync(_name, _grainId, _state, cancellationToken));
        _state.State ??= New();
    }

    public Task WriteStateAsync(CancellationToken cancellationToken) =>
        RunAsync("write", () => _storage.WriteStateAsync(_name, _grainId, _state, cancellationToken));

    public async Task ClearStateAsync(CancellationToken cancellationToken)
    {
        await RunAsync("clear", () => _storage.ClearStateAsync(_name, _grainId, _state, cancellationToken));
        _state.State = New();
    }

    private async Task RunAsync(string what, Func<Task> operation)
    {
        try
        {
            await operation();
        }
        catch (Exception exception) when (exception is not OrleansException and not OperationCanceledException)
        {
            throw new OrleansException($"The storage could not {what} '{_name}' of {_grainId}.", exception);
        }
    }

    private static TState New()
    {
        if (typeof(TState).IsValueType)
        {
            return default!;
        }

        return typeof(TState).GetConstructor(Type.EmptyTypes) is not null
            ? Activator.CreateInstance<TState>()
            : typeof(TState) == typeof(string) || typeof(TState).IsAbstract || typeof(TState).IsArray ? default! : (TState)RuntimeHelpers.GetUninitializedObject(typeof(TState));
    }
}
