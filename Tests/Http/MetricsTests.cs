using System.Diagnostics.Metrics;
using System.Net;
using System.Text.RegularExpressions;
using MediaGateway.ApiFrontend.Telemetry;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace MediaGateway.Tests.Http;

public sealed partial class MetricsTests
{
    [Fact]
    public void Counters_gauges_and_histograms_are_written_as_Prometheus_reads_them()
    {
        using var meter = new Meter("MediaGateway.Tests.Kinds");
        using var metrics = new MetricsCollector();
        var counter = meter.CreateCounter<long>("kinds.fish.caught", "{fish}", "Fish that were \"caught\"\nand kept");
        counter.Add(2, new KeyValuePair<string, object?>("species", "cod \"big\"\\\n"));
        counter.Add(3, new KeyValuePair<string, object?>("species", "cod \"big\"\\\n"));
        meter.CreateObservableGauge("kinds.water.level", () => 1.5, "m");
        var histogram = meter.CreateHistogram("kinds.wait", "s", "How long", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1] });
        histogram.Record(0.1);
        histogram.Record(0.5);
        histogram.Record(7);

        var lines = metrics.Write().Split('\n').Where(line => line.Contains("kinds_", StringComparison.Ordinal)).ToArray();
        Assert.Equal(
            [
                "# HELP kinds_fish_caught_total Fish that were \"caught\"\\nand kept",
                "# TYPE kinds_fish_caught_total counter",
                "kinds_fish_caught_total{species=\"cod \\\"big\\\"\\\\\\n\"} 5",
                "# HELP kinds_wait_seconds How long",
                "# TYPE kinds_wait_seconds histogram",
                "kinds_wait_seconds_bucket{le=\"0.1\"} 1",
                "kinds_wait_seconds_bucket{le=\"1\"} 2",
                "kinds_wait_seconds_bucket{le=\"+Inf\"} 3",
                "kinds_wait_seconds_sum 7.6",
                "kinds_wait_seconds_count 3",
                "# HELP kinds_water_level_m kinds.water.level",
                "# TYPE kinds_water_level_m gauge",
                "kinds_water_level_m 1.5",
            ],
            lines);
    }

    [Fact]
    public void Labels_that_nobody_foresaw_do_not_fill_the_memory()
    {
        using var meter = new Meter("MediaGateway.Tests.Flood");
        using var metrics = new MetricsCollector();
        var counter = meter.CreateCounter<long>("flood.drops");
        const int Made = MetricFamily.MaxSeries + 1000;
        foreach (var number in Enumerable.Range(0, Made))
        {
            counter.Add(1, new KeyValuePair<string, object?>("name", number));
        }

        var samples = metrics.Write().Split('\n').Where(line => line.StartsWith("flood_drops_total{", StringComparison.Ordinal)).ToArray();
        Assert.Equal(MetricFamily.MaxSeries + 1, samples.Length);
        Assert.Contains("flood_drops_total{overflow=\"true\"} 1000", samples);
    }

    [Fact]
    public void Many_threads_lose_no_measurement()
    {
        using var meter = new Meter("MediaGateway.Tests.Threads");
        using var metrics = new MetricsCollector();
        var histogram = meter.CreateHistogram<double>("threads.work");
        Parallel.For(0, 20_000, number => histogram.Record(number % 2, new KeyValuePair<string, object?>("odd", number % 2 == 1)));
        var text = metrics.Write();
        Assert.Contains("threads_work_count{odd=\"True\"} 10000\n", text, StringComparison.Ordinal);
        Assert.Contains("threads_work_sum{odd=\"True\"} 10000\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_requests_by_route_and_every_line_of_it_is_well_formed()
    {
        await using var host = await FrontendHost.StartAsync(routes =>
        {
            routes.MapMetrics();
            routes.MapGet("/titles/{id}", static (string id) => TypedResults.Ok(id));
        });
        foreach (var id in (string[])["1", "2"])
        {
            using var answer = await host.Client.GetAsync($"/titles/{id}");
        }

        using var page = await host.Client.GetAsync("/metrics");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", page.Content.Headers.ContentType!.ToString());
        var lines = (await page.Content.ReadAsStringAsync()).TrimEnd('\n').Split('\n');
        Assert.All(lines, line => Assert.Matches(line.StartsWith('#') ? Comment() : Sample(), line));
        Assert.Contains(lines, line => line.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal) && line.Contains("http_route=\"/titles/{id}\"", StringComparison.Ordinal));
        var names = lines.Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).Select(line => line.Split(' ')[2]).ToArray();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public async Task The_page_is_closed_to_strangers_behind_a_proxy_on_this_machine()
    {
        await using var host = await FrontendHost.StartAsync(routes => routes.MapMetrics());
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        using var answer = await host.Client.SendAsync(request);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [GeneratedRegex("^# (HELP [a-zA-Z_][a-zA-Z0-9_]* .*|TYPE [a-zA-Z_][a-zA-Z0-9_]* (counter|gauge|histogram))$")]
    private static partial Regex Comment();

    [GeneratedRegex("^[a-zA-Z_][a-zA-Z0-9_]*(\\{([a-zA-Z_][a-zA-Z0-9_]*=\"([^\"\\\\]|\\\\[\\\\\"n])*\",?)+\\})? (-?[0-9.]+(E[+-]?[0-9]+)?|[+-]Inf|NaN)$")]
    private static partial Regex Sample();
}
