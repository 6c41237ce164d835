using System.Collections;

namespace MediaGateway.Domain.Sync.State;

/// <summary>
/// The adds of one content id, each operation id once. Immutable. The default value is empty.
/// </summary>
/// <remarks>
/// Nearly every title has one add or two, and an array of them is the smallest there is. But a device may add a listed
/// title over and over, each time with a new id that a remove has to name; one more must not cost a look at, and a copy of,
/// all before it. So beyond <see cref="Few"/> they are in a map, of which an add copies only a path.
/// </remarks>
internal readonly struct AddSet : IEnumerable<AddTag>
{
    /// <summary>The most adds that are kept in an array.</summary>
    public const int Few = 8;

    private readonly AddTag[]? _few;
    private readonly PersistentMap<AddTag>? _many;

    private AddSet(AddTag[] few) => _few = few;

    private AddSet(PersistentMap<AddTag> many) => _many = many;

    /// <summary>How many there are.</summary>
    public int Count => _many?.Count ?? _few?.Length ?? 0;

    /// <summary>Whether there are none.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>These, of which each id must be there once.</summary>
    public static AddSet Of(IReadOnlyCollection<AddTag> adds)
    {
        if (adds.Count <= Few)
        {
            return new AddSet([.. adds]);
        }
        var many = PersistentMap<AddTag>.Empty;
        var owner = new object();
        foreach (var add in adds)
        {
            many = many.Set(add.OpId, add, owner);
        }
        return new AddSet(many);
    }

    /// <summary>Whether an add with this operation id is among them.</summary>
    public bool Contains(string opId)
    {
        if (_many is not null)
        {
            return _many.Find(opId) is not null;
        }
        foreach (var known in _few ?? [])
        {
            if (string.Equals(known.OpId, opId))
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>These and one more, whose id is not among them.</summary>
    public AddSet With(AddTag add)
    {
        if (_many is not null)
        {
            return new AddSet(_many.Set(add.OpId, add));
        }
        AddTag[] all = [.. _few ?? [], add];
        return Of(all);
    }

    /// <inheritdoc/>
    public IEnumerator<AddTag> GetEnumerator() => _many is null
        ? ((IEnumerable<AddTag>)(_few ?? [])).GetEnumerator()
        : _many.Select(entry => entry.Value).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
