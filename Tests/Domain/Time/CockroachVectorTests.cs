using MediaGateway.Domain.Time;
using MediaGateway.Tests.Outside;

namespace MediaGateway.Tests.Domain.Time;

/// <summary>The clock against the vectors of CockroachDB's first hybrid clock.</summary>
public class CockroachVectorTests
{
    private const string Vectors = "contracts/hlc/cockroach-2014-vectors.json";

    [OutsideFact]
    [Trait("Category", "Outside")]
    public void The_clock_steps_as_the_published_vectors_do()
    {
        var vectors = OutsideFiles.Json(Vectors);
        var wall = new ManualTime(0);
        var clock = new HybridLogicalClock("here", wall, limits: new HlcLimits(vectors.GetProperty("max_drift").GetInt64(), 0));
        foreach (var step in vectors.GetProperty("steps").EnumerateArray())
        {
            wall.NowMs = step.GetProperty("wall").GetInt64();
            if (step.GetProperty("event").GetString() == "SEND")
            {
                Assert.True(clock.TryIssue(out _));
            }
            else
            {
                var input = step.GetProperty("input");
                var verdict = clock.Observe(new HlcTimestamp(input[0].GetInt64(), input[1].GetInt32(), "there"));
                Assert.Equal(step.TryGetProperty("error", out _) ? HlcVerdict.TooFarAhead : HlcVerdict.Accepted, verdict);
            }
            var expected = step.GetProperty("expect");
            Assert.Equal((expected[0].GetInt64(), expected[1].GetInt32()), (clock.Last.Physical, clock.Last.Logical));
        }
    }

    [OutsideFact]
    [Trait("Category", "Outside")]
    public void The_drift_bound_holds_as_in_the_published_case()
    {
        var vectors = OutsideFiles.Json(Vectors);
        var given = vectors.GetProperty("max_drift_case");
        var wall = new ManualTime(given.GetProperty("physical").GetInt64());
        var remote = new HlcTimestamp(given.GetProperty("remote_wall").GetInt64(), 0, "there");
        var bounded = new HybridLogicalClock("here", wall, limits: new HlcLimits(given.GetProperty("max_drift").GetInt64(), 0));
        var unbounded = new HybridLogicalClock("here", wall, limits: new HlcLimits(long.MaxValue, 0));

        Assert.Equal(HlcVerdict.TooFarAhead, bounded.Observe(remote));
        Assert.Equal(HlcVerdict.Accepted, unbounded.Observe(remote));
        Assert.Equal(remote.Physical, unbounded.Last.Physical);
    }
}
