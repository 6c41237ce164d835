using System.Diagnostics;

namespace MediaGateway.Benchmarks.Http;

/// <summary>Asks different things of a server at once for a while, where wrk can ask only one.</summary>
internal static class HttpLoad
{
    /// <summary>So many callers, each with one request after the other, which start at different places of the list.</summary>
    /// <param name="callers">How many.</param>
    /// <param name="length">For how long they go on.</param>
    /// <param name="request">Makes the request of this number and waits for its whole answer.</param>
    public static async Task<Latencies> RunAsync(int callers, TimeSpan length, Func<int, Task> request)
    {
        // Far apart, so that no caller meets what another has just warmed.
        const int Apart = 7_919;
        var started = Stopwatch.GetTimestamp();
        var times = await Task.WhenAll(Enumerable.Range(0, callers).Select(caller => Task.Run(async () =>
        {
            var own = new List<double>();
            for (var number = caller * Apart; Stopwatch.GetElapsedTime(started) < length; number++)
            {
                var before = Stopwatch.GetTimestamp();
                await request(number);
                own.Add(Stopwatch.GetElapsedTime(before).TotalMilliseconds);
            }

            return own;
        })));
        return new(times.SelectMany(static own => own), Stopwatch.GetElapsedTime(started));
    }
}
