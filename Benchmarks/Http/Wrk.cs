using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace MediaGateway.Benchmarks.Http;

/// <summary>What a run of the load generator wrk measured.</summary>
internal sealed partial record Wrk(double RequestsPerSecond, TimeSpan P50, TimeSpan P99, long Failures)
{
    /// <summary>Loads one address of this machine for some seconds over 32 connections.</summary>
    /// <param name="address">What is asked for.</param>
    /// <param name="seconds">For how long.</param>
    /// <param name="token">The access token of a user.</param>
    /// <param name="script">A file in Lua that makes the requests.</param>
    public static async Task<Wrk> RunAsync(Uri address, int seconds, string? token = null, string? script = null)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true };
        foreach (var argument in new[] { "--threads", "1", "--connections", "32", "--duration", $"{seconds}s", "--latency", address.AbsoluteUri })
        {
            start.ArgumentList.Add(argument);
        }

        if (token is not null)
        {
            start.ArgumentList.Add("--header");
            start.ArgumentList.Add($"Authorization: Bearer {token}");
        }

        if (script is not null)
        {
            start.ArgumentList.Add("--script");
            start.ArgumentList.Add(script);
        }

        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return new Wrk(
            double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture),
            Duration(Median().Match(output)),
            Duration(NinetyNinth().Match(output)),
            Sum(Failed().Match(output)) + Sum(Unanswered().Match(output)));
    }

    private static long Sum(Match counts) => counts.Groups.Values.Skip(1).Where(static count => count.Success).Sum(static count => long.Parse(count.Value, CultureInfo.InvariantCulture));

    private static TimeSpan Duration(Match match)
    {
        var value = double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
        return match.Groups[2].Value switch
        {
            "us" => TimeSpan.FromMicroseconds(value),
            "ms" => TimeSpan.FromMilliseconds(value),
            _ => TimeSpan.FromSeconds(value),
        };
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex Rate();

    [GeneratedRegex(@"50%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex Median();

    [GeneratedRegex(@"99%\s+([\d.]+)(us|ms|s)")]
    private static partial Regex NinetyNinth();

    [GeneratedRegex(@"Non-2xx or 3xx responses: (\d+)")]
    private static partial Regex Failed();

    [GeneratedRegex(@"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")]
    private static partial Regex Unanswered();
}
