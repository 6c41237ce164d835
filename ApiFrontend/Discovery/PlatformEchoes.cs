using System.Globalization;
using MediaGateway.Domain.Platforms;
using MediaGateway.Grains.Interfaces.Discovery;
using MediaGateway.Grains.Interfaces.Sources;

namespace MediaGateway.ApiFrontend.Discovery;

/// <summary>What a search says of the platforms that were asked. One that is not configured was not asked, and nothing is said of it.</summary>
internal sealed class PlatformEchoes
{
    private const string AllDown = "Showing cached results. Live platform data is unavailable.";

    private readonly PlatformEcho[] _failed;
    private readonly int _asked;
    private readonly TimeSpan? _age;

    public PlatformEchoes(IReadOnlyList<PlatformEcho> platforms, DateTimeOffset now)
    {
        PlatformEcho[] asked = [.. platforms.Where(platform => platform.Failure?.Kind is not SourceFailureKind.NotConfigured)];
        _asked = asked.Length;
        _failed = [.. asked.Where(platform => platform.Failure is not null)];
        _age = now - _failed.Min(platform => platform.StaleSince);
    }

    public bool ArePartial => _failed.Length > 0;

    public bool IsStale => _age is not null;

    public int AgeMinutes => (int)(_age?.TotalMinutes ?? 0);

    public string? Warning => _failed.Length > 0 && _failed.Length == _asked ? AllDown : null;

    public string? DataAge => Warning is null || _age is not { } age ? null : InWords(age);

    public IReadOnlyList<PlatformError> Errors => [.. _failed.Select(platform => new PlatformError(platform.Platform, KindOf(platform.Failure!.Kind)))];

    public IReadOnlyList<SearchWarning> Warnings
    {
        get
        {
            var warnings = _failed.Select(platform => new SearchWarning(
                platform.Platform,
                "platform_unavailable",
                NameOf(platform.Failure!.Kind),
                $"{PlatformDirectory.Find(platform.Platform)?.Name ?? platform.Platform} is temporarily unavailable."));
            return IsStale
                ? [.. warnings, new SearchWarning(null, "stale_results", "stale_results", "Results may be outdated. Some platforms are unavailable.")]
                : [.. warnings];
        }
    }

    private static PlatformErrorKind KindOf(SourceFailureKind kind) => kind switch
    {
        SourceFailureKind.Timeout => PlatformErrorKind.Timeout,
        SourceFailureKind.CircuitOpen => PlatformErrorKind.CircuitBreakerOpen,
        _ => PlatformErrorKind.Unavailable,
    };

    private static string NameOf(SourceFailureKind kind) => kind switch
    {
        SourceFailureKind.Timeout => "timeout",
        SourceFailureKind.CircuitOpen => "circuit_breaker_open",
        _ => "service_unavailable",
    };

    private static string InWords(TimeSpan age) => age switch
    {
        { TotalDays: >= 1 } => Count((int)age.TotalDays, "day"),
        { TotalHours: >= 1 } => Count((int)age.TotalHours, "hour"),
        _ => Count((int)age.TotalMinutes, "minute"),
    };

    private static string Count(int number, string unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}{(number == 1 ? "" : "s")}");
}
