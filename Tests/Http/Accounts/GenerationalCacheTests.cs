using MediaGateway.ApiFrontend.Accounts.Authentication;

namespace MediaGateway.Tests.Http.Accounts;

public sealed class GenerationalCacheTests
{
    [Fact]
    public void However_many_entries_come_it_stays_within_two_generations()
    {
        var cache = new GenerationalCache<int, string>(generationCapacity: 10);
        for (var key = 0; key < 1000; key++)
        {
            cache.GetOrAdd(key, "value");
            Assert.InRange(cache.Count, 1, 20);
        }

        Assert.False(cache.TryGet(0, out _));
    }

    [Fact]
    public void What_is_in_use_stays()
    {
        var cache = new GenerationalCache<int, string>(generationCapacity: 10);
        cache.GetOrAdd(-1, "in use");
        for (var key = 0; key < 1000; key++)
        {
            cache.GetOrAdd(key, "value");
            Assert.True(cache.TryGet(-1, out var value));
            Assert.Equal("in use", value);
        }
    }

    [Fact]
    public void The_first_value_of_a_key_wins()
    {
        var cache = new GenerationalCache<int, string>(generationCapacity: 1);
        cache.GetOrAdd(1, "first");
        cache.GetOrAdd(2, "other");
        Assert.Equal("first", cache.GetOrAdd(1, "second"));
    }
}
