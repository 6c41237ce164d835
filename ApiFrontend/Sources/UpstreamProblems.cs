using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Grains.Interfaces.Sources;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaGateway.ApiFrontend.Sources;

/// <summary>Answers to requests that need what a source did not say.</summary>
internal static class UpstreamProblems
{
    private const int RetryAfterUnlessTold = 5;

    /// <summary>503: the catalogue does not know the title, and who might know it could not be asked.</summary>
    public static ProblemHttpResult CannotTell(string contentId, SourceFailure failure) => Problem.Unavailable(
        $"The catalogue does not know {contentId}, and who might know it does not answer right now.",
        failure.RetryAfter is { } wait ? (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 1, int.MaxValue) : RetryAfterUnlessTold);
}
