using System.Threading.RateLimiting;
using MediaGateway.ApiFrontend.Accounts;
using MediaGateway.ApiFrontend.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace MediaGateway.ApiFrontend.Limits;

/// <summary>Gives each caller a bucket of requests, as <see cref="RateLimitOptions"/> says.</summary>
internal sealed class RateLimits(IOptions<RateLimitOptions> options) : IConfigureOptions<RateLimiterOptions>
{
    private const string NotCounted = "local";

    private static readonly TimeSpan RefillEvery = TimeSpan.FromMilliseconds(100);

    private readonly RateLimitOptions _limits = options.Value;

    public void Configure(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.GlobalLimiter = PartitionedRateLimiter.Create<HttpContext, string>(PartitionOf, StringComparer.Ordinal);
        options.OnRejected = static (rejected, _) => new ValueTask(Refuse(rejected));
    }

    private RateLimitPartition<string> PartitionOf(HttpContext context)
    {
        if (!_limits.CountLoopback && CallerAddress.IsLocal(context))
        {
            return RateLimitPartition.GetNoLimiter(NotCounted);
        }

        return context.User.FindFirst(CallerIdentity.SubjectClaim) is { } subject
            ? RateLimitPartition.GetTokenBucketLimiter($"user:{subject.Value}", _ => Bucket(_limits.UserPerSecond, _limits.UserBurst))
            : RateLimitPartition.GetTokenBucketLimiter($"address:{CallerAddress.Group(context)}", _ => Bucket(_limits.AddressPerSecond, _limits.AddressBurst));
    }

    private static TokenBucketRateLimiterOptions Bucket(int perSecond, int burst)
    {
        // Below ten a second a drop falls in less often, so that the rate is the one that was told.
        var period = perSecond * RefillEvery >= TimeSpan.FromSeconds(1) ? RefillEvery : TimeSpan.FromSeconds(1) / perSecond;
        return new()
        {
            TokenLimit = burst,
            TokensPerPeriod = Math.Max(1, (int)(perSecond * period.TotalSeconds)),
            ReplenishmentPeriod = period,
            QueueLimit = 0,
            // The partitioned limiter refills all buckets from one timer.
            AutoReplenishment = false,
        };
    }

    private static Task Refuse(OnRejectedContext rejected)
    {
        var wait = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? (int)Math.Ceiling(after.TotalSeconds) : 1;
        var known = KnownStatus.Of(StatusCodes.Status429TooManyRequests);
        return Problem.Of(StatusCodes.Status429TooManyRequests, known.Error, known.Message, retryAfter: Math.Max(1, wait)).ExecuteAsync(rejected.HttpContext);
    }
}
