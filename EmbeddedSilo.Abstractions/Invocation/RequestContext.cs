namespace Orleans.Runtime;

/// <summary>Values that travel with calls, from the caller to everything that is called for it, never back.</summary>
public static class RequestContext
{
    private static readonly AsyncLocal<RequestContextData?> s_current = new();

    /// <summary>All values.</summary>
    public static IEnumerable<KeyValuePair<string, object>> Entries => s_current.Value?.Values ?? [];

    /// <summary>The names of all values.</summary>
    public static IEnumerable<string> Keys => s_current.Value?.Values.Keys ?? Enumerable.Empty<string>();

    /// <summary>The call chain that may call back into its own grains; empty for none.</summary>
    public static Guid ReentrancyId
    {
        get => s_current.Value?.ReentrancyId ?? Guid.Empty;
        set
        {
            var now = s_current.Value;
            if (value != (now?.ReentrancyId ?? Guid.Empty))
            {
                s_current.Value = RequestContextData.Of(now?.Values, value);
            }
        }
    }

    internal static RequestContextData? Current
    {
        get => s_current.Value;
        set => s_current.Value = value;
    }

    /// <summary>A value; null where there is none.</summary>
    public static object? Get(string key) => s_current.Value?.Values.GetValueOrDefault(key);

    /// <summary>Sets a value for the calls that follow.</summary>
    public static void Set(string key, object value)
    {
        var now = s_current.Value;
        s_current.Value = RequestContextData.Of(new Dictionary<string, object>(now?.Values ?? [], StringComparer.Ordinal) { [key] = value }, now?.ReentrancyId ?? Guid.Empty);
    }

    /// <summary>Takes a value away; false where there was none.</summary>
    public static bool Remove(string key)
    {
        var now = s_current.Value;
        if (now is null || !now.Values.ContainsKey(key))
        {
            return false;
        }

        var values = new Dictionary<string, object>(now.Values, StringComparer.Ordinal);
        values.Remove(key);
        s_current.Value = RequestContextData.Of(values, now.ReentrancyId);
        return true;
    }

    /// <summary>Takes all values away.</summary>
    public static void Clear() => s_current.Value = null;

    /// <summary>Until the result is disposed, grains called from here may call back into this grain.</summary>
    public static ReentrancySection AllowCallChainReentrancy()
    {
        var before = ReentrancyId;
        return new ReentrancySection(before, before == Guid.Empty ? Guid.NewGuid() : before);
    }

    /// <summary>Until the result is disposed, grains called from here may not call back into this grain.</summary>
    public static ReentrancySection SuppressCallChainReentrancy() => new(ReentrancyId, Guid.Empty);

    /// <summary>Puts the former call chain back when it is disposed.</summary>
    public readonly struct ReentrancySection : IDisposable
    {
        private readonly Guid _original;
        private readonly Guid _entered;

        /// <summary>Enters a call chain.</summary>
        public ReentrancySection(Guid originalReentrancyId, Guid newReentrancyId)
        {
            _original = originalReentrancyId;
            _entered = newReentrancyId;
            ReentrancyId = newReentrancyId;
            if (newReentrancyId != Guid.Empty)
            {
                (RuntimeContext.Current as ICallChain)?.Enter(newReentrancyId);
            }
        }

        /// <summary>Leaves it.</summary>
        public void Dispose()
        {
            ReentrancyId = _original;
            if (_entered != Guid.Empty)
            {
                (RuntimeContext.Current as ICallChain)?.Leave(_entered);
            }
        }
    }
}

/// <summary>The values of a <see cref="RequestContext"/>; never changed once made, so that calls share it.</summary>
internal sealed record RequestContextData(Dictionary<string, object> Values, Guid ReentrancyId)
{
    private static readonly Dictionary<string, object> s_none = [];

    public static RequestContextData? Of(Dictionary<string, object>? values, Guid reentrancyId) =>
        (values is null || values.Count == 0) && reentrancyId == Guid.Empty ? null : new(values ?? s_none, reentrancyId);
}

/// <summary>An activation that lets the calls of some call chains interleave.</summary>
internal interface ICallChain
{
    void Enter(Guid chain);

    void Leave(Guid chain);
}
