using System.Collections.Concurrent;

namespace MediaGateway.Tests.Grains.Accounts;

/// <summary>Counts the calls that grains take, by the name of the method.</summary>
internal sealed class CallCounter : IIncomingGrainCallFilter
{
    private readonly ConcurrentDictionary<string, int> _calls = new(StringComparer.Ordinal);

    public int Of(string method) => _calls.GetValueOrDefault(method);

    public Task Invoke(IIncomingGrainCallContext context)
    {
        _calls.AddOrUpdate(context.MethodName, 1, static (_, count) => count + 1);
        return context.Invoke();
    }
}
