using System.Globalization;

namespace MediaGateway.Replay.Demo;

/// <summary>Keeps a server to the schedule of the demonstration and says so.</summary>
/// <param name="server">The server.</param>
/// <param name="time">Tells how long it has run.</param>
/// <param name="output">Where it says what happens.</param>
public sealed class DemoRun(ReplayServer server, TimeProvider time, TextWriter output)
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1);

    /// <summary>Runs until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var begun = time.GetTimestamp();
        var known = DemoSchedule.At(TimeSpan.Zero);
        using var timer = new PeriodicTimer(Step, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                var now = DemoSchedule.At(time.GetElapsedTime(begun));

                // Only what changes is set: what somebody sets by hand meanwhile stays until then.
                foreach (var (source, failure) in now.Where(entry => entry.Value != known[entry.Key]))
                {
                    server.Fail(source, failure);
                    await output.WriteLineAsync(Line(source, failure));
                }

                known = now;
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await output.WriteLineAsync("The demonstration ends.");
        }
    }

    private string Line(string source, Failure failure) => string.Create(CultureInfo.InvariantCulture, $"{time.GetLocalNow():HH:mm:ss}  {source} {failure.Mode switch
    {
        FailureMode.Unavailable => "is down: every call gets a 503",
        FailureMode.Slow => $"is slow: every call takes {failure.Wait.TotalSeconds:0.0} s",
        _ => "answers again",
    }}");
}
