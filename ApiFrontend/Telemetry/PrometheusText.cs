using System.Globalization;
using System.Text;

namespace MediaGateway.ApiFrontend.Telemetry;

/// <summary>Writes metrics in the text format of Prometheus, version 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>The media type.</summary>
    public const string MediaType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>All families with their series.</summary>
    public static string Write(IEnumerable<MetricFamily> families)
    {
        var text = new StringBuilder();
        foreach (var family in families.OrderBy(family => family.Name, StringComparer.Ordinal))
        {
            // Lines end with a line feed on every platform.
            text.Append("# HELP ").Append(family.Name).Append(' ').Append(Escape(family.Help, quotes: false)).Append('\n');
            text.Append("# TYPE ").Append(family.Name).Append(' ').Append(TypeOf(family.Kind)).Append('\n');
            foreach (var (labels, series) in family.Series)
            {
                WriteSeries(text, family, Labels(labels), series);
            }
        }

        return text.ToString();
    }

    private static void WriteSeries(StringBuilder text, MetricFamily family, string labels, MetricSeries series)
    {
        if (family.Bounds is not { } bounds)
        {
            Sample(text, family.Name, labels, series.Sum);
            return;
        }

        var counts = series.CumulativeCounts();
        var comma = labels.Length > 0 ? "," : "";
        for (var index = 0; index < counts.Length; index++)
        {
            var bound = index < bounds.Length ? Number(bounds[index]) : "+Inf";
            Sample(text, $"{family.Name}_bucket", $"{labels}{comma}le=\"{bound}\"", counts[index]);
        }

        Sample(text, $"{family.Name}_sum", labels, series.Sum);
        Sample(text, $"{family.Name}_count", labels, counts[^1]);
    }

    private static void Sample(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private static string Labels(LabelSet labels)
    {
        // Two tags that become the same name would make the line invalid; the first one stays.
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return string.Join(',', labels.Tags
            .Where(tag => tag.Value is not null && seen.Add(PrometheusName.Sanitize(tag.Key)))
            .Select(tag => $"{PrometheusName.Sanitize(tag.Key)}=\"{Escape(Convert.ToString(tag.Value, CultureInfo.InvariantCulture)!, quotes: true)}\""));
    }

    private static string Escape(string text, bool quotes)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return quotes ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Histogram => "histogram",
        _ => "gauge",
    };
}
