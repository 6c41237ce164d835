using System.ComponentModel;

namespace EmbeddedSilo.Copying;

/// <summary>
/// One copying of a graph of objects. It remembers what was copied, so that an object that is reached twice is copied
/// once and a cycle ends.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CopyContext
{
    private const int LinearLimit = 8;

    [ThreadStatic]
    private static CopyContext? t_spare;

    private readonly (object Original, object Copy)[] _first = new (object, object)[LinearLimit];
    private Dictionary<object, object>? _rest;
    private int _count;

    /// <summary>Takes an empty context.</summary>
    public static CopyContext Rent()
    {
        var context = t_spare ?? new CopyContext();
        t_spare = null;
        return context;
    }

    /// <summary>Gives a context back; one that is not given back after a failure is just collected.</summary>
    public void Return()
    {
        Array.Clear(_first, 0, Math.Min(_count, LinearLimit));
        _rest = null;
        _count = 0;
        t_spare = this;
    }

    /// <summary>The copy of an object, where it was copied before.</summary>
    public bool TryGet(object original, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out object? copy)
    {
        for (var i = 0; i < Math.Min(_count, LinearLimit); i++)
        {
            if (ReferenceEquals(_first[i].Original, original))
            {
                copy = _first[i].Copy;
                return true;
            }
        }

        copy = null;
        return _rest is not null && _rest.TryGetValue(original, out copy);
    }

    /// <summary>Remembers a copy, before its members are copied.</summary>
    public void Remember(object original, object copy)
    {
        if (_count < LinearLimit)
        {
            _first[_count] = (original, copy);
        }
        else
        {
            (_rest ??= new(ReferenceEqualityComparer.Instance)).Add(original, copy);
        }

        _count++;
    }
}
