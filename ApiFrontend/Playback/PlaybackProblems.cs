using MediaGateway.ApiFrontend.Problems;
using MediaGateway.ApiFrontend.Sync;
using MediaGateway.Domain.Sync;
using MediaGateway.Grains.Interfaces.Playback;
using MediaGateway.Grains.Interfaces.Users;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaGateway.ApiFrontend.Playback;

/// <summary>What a player is told when its wish was not fulfilled.</summary>
internal static class PlaybackProblems
{
    /// <summary>The problem that stands for an outcome other than <see cref="PlaybackOutcome.Done"/>.</summary>
    public static ProblemHttpResult Of(PlaybackOutcome outcome, string? contentId = null) => outcome switch
    {
        PlaybackOutcome.UnknownContent => CommitProblems.Of(OperationRefusal.UnknownContent(contentId!)),
        PlaybackOutcome.UnknownDevice => CommitProblems.UnknownDevice(),
        PlaybackOutcome.UnknownSession => Problem.NotFound("unknown_session", "No playback session of yours has this id, or it is over."),
        PlaybackOutcome.Over => Problem.Conflict("session_over", "The session is over: it was ended, or its device plays something else. Start a new one."),
        PlaybackOutcome.DeviceOffline => Problem.Conflict("device_offline", "The device is not connected. Wake it up and try again."),
        PlaybackOutcome.SameDevice => Problem.Conflict("same_device", "The session is on this device already."),
        PlaybackOutcome.Overloaded => CommitProblems.Of(CommitOutcome.Overloaded),
        PlaybackOutcome.Unavailable => CommitProblems.Of(CommitOutcome.Unavailable),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "It is no failure."),
    };
}
