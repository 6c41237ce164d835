using System.Diagnostics.Metrics;
using System.Text;

namespace MediaGateway.ApiFrontend.Telemetry;

/// <summary>Names as Prometheus has them: words joined by <c>_</c>, the unit at the end, <c>_total</c> on counters.</summary>
internal static class PrometheusName
{
    /// <summary>The name of an instrument's metric.</summary>
    public static string Of(Instrument instrument)
    {
        var name = Sanitize(instrument.Name);
        if (UnitOf(instrument.Unit) is { } unit && !name.EndsWith($"_{unit}", StringComparison.Ordinal))
        {
            name = $"{name}_{unit}";
        }

        var counts = instrument.GetType().GetGenericTypeDefinition() is var type && (type == typeof(Counter<>) || type == typeof(ObservableCounter<>));
        return counts && !name.EndsWith("_total", StringComparison.Ordinal) ? $"{name}_total" : name;
    }

    /// <summary>A name of letters, digits and <c>_</c> that begins with no digit.</summary>
    public static string Sanitize(string name)
    {
        var result = new StringBuilder(name.Length);
        foreach (var character in name)
        {
            result.Append(char.IsAsciiLetterOrDigit(character) ? character : '_');
        }

        return result.Length > 0 && char.IsAsciiDigit(result[0]) ? $"_{result}" : result.ToString();
    }

    // UCUM, as instruments name their units; annotations in braces say what is counted and are no unit.
    private static string? UnitOf(string? unit) => unit switch
    {
        null or "" or "1" => null,
        "s" => "seconds",
        "ms" => "milliseconds",
        "us" => "microseconds",
        "By" => "bytes",
        "%" => "percent",
        ['{', ..] => null,
        _ => Sanitize(unit),
    };
}
