using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.Logging;

namespace MediaGateway.ApiFrontend.Problems;

/// <summary>Gives a device on the hub the code that the same failure has over HTTP, so that it knows whether to send the same again.</summary>
internal sealed partial class HubProblems(ILogger<HubProblems> log) : IHubFilter
{
    public async ValueTask<object?> InvokeMethodAsync(HubInvocationContext invocationContext, Func<HubInvocationContext, ValueTask<object?>> next)
    {
        try
        {
            return await next(invocationContext);
        }
        catch (Exception failure) when (failure is not HubException && !invocationContext.Context.ConnectionAborted.IsCancellationRequested)
        {
            var problem = ExceptionProblems.ProblemOf(failure);
            if (problem.StatusCode == StatusCodes.Status500InternalServerError) LogUnexpected(failure, invocationContext.HubMethodName);
            else LogUnavailable(invocationContext.HubMethodName, failure.Message);
            var members = problem.ProblemDetails.Extensions;
            throw new HubException($"{members[Problem.ErrorMember]}: {members[Problem.MessageMember]}");
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The hub's {Method} failed in a way nobody expected.")]
    private partial void LogUnexpected(Exception exception, string method);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hub's {Method} cannot be served now: {Reason}")]
    private partial void LogUnavailable(string method, string reason);
}
