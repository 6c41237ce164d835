using EmbeddedSilo.Invocation;

namespace EmbeddedSilo.Activations;

/// <summary>Calls that wait for their turn, in order of arrival. Belongs to the activation's turn; only the count is read by others.</summary>
internal sealed class Backlog
{
    private GrainCall? _first;
    private GrainCall? _last;
    private int _count;
    private int _mayOvertake;

    public int Count => Volatile.Read(ref _count);

    public void Add(GrainCall call, bool mayOvertake)
    {
        call.Next = null;
        if (_last is null)
        {
            _first = call;
        }
        else
        {
            _last.Next = call;
        }

        _last = call;
        Volatile.Write(ref _count, _count + 1);
        _mayOvertake += mayOvertake || CanOvertake(call) ? 1 : 0;
    }

    /// <summary>Takes the first call that may start now; null when none may.</summary>
    public GrainCall? TakeFirst(Activation activation)
    {
        GrainCall? before = null;
        for (var call = _first; call is not null; before = call, call = (GrainCall?)call.Next)
        {
            if (activation.MayStart(call))
            {
                Unlink(before, call, activation.GrainKind.MayInterleave is not null);
                return call;
            }

            if (_mayOvertake == 0)
            {
                // Ordinary calls start in order; looking past the first would make a long queue quadratic.
                return null;
            }
        }

        return null;
    }

    public List<GrainCall> TakeAll()
    {
        var all = new List<GrainCall>(_count);
        for (var call = _first; call is not null; call = (GrainCall?)call.Next)
        {
            all.Add(call);
        }

        _first = _last = null;
        _mayOvertake = 0;
        Volatile.Write(ref _count, 0);
        return all;
    }

    private static bool CanOvertake(GrainCall call) =>
        call.Method.IsReadOnly || call.Method.IsAlwaysInterleave || call.Context is { } context && context.ReentrancyId != Guid.Empty;

    private void Unlink(GrainCall? before, GrainCall call, bool mayOvertake)
    {
        if (before is null)
        {
            _first = (GrainCall?)call.Next;
        }
        else
        {
            before.Next = call.Next;
        }

        if (_last == call)
        {
            _last = before;
        }

        call.Next = null;
        Volatile.Write(ref _count, _count - 1);
        _mayOvertake -= mayOvertake || CanOvertake(call) ? 1 : 0;
    }
}
