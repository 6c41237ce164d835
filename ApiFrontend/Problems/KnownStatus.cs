using System.Collections.Frozen;
using Microsoft.AspNetCore.WebUtilities;

namespace MediaGateway.ApiFrontend.Problems;

/// <summary>What is said of a failure of which only the status is known.</summary>
/// <param name="Title">The phrase of the status.</param>
/// <param name="Error">The code.</param>
/// <param name="Message">What a person may read.</param>
internal sealed record KnownStatus(string Title, string Error, string Message)
{
    private static readonly FrozenDictionary<int, (string Error, string Message)> Known = new Dictionary<int, (string, string)>
    {
        [400] = ("invalid_request", "The request cannot be understood."),
        [401] = ("missing_token", "An access token is needed."),
        [403] = ("forbidden", "The caller's role does not allow this."),
        [404] = ("not_found", "There is nothing here."),
        [405] = ("method_not_allowed", "This path does not know that method."),
        [406] = ("not_acceptable", "The answer cannot be given in the form that is asked for."),
        [408] = ("request_timeout", "The request took too long to arrive."),
        [409] = ("conflict", "What is there stands against this."),
        [411] = ("length_required", "The length of the body must be given."),
        [413] = ("body_too_large", "The body is too large."),
        [414] = ("address_too_long", "The address is too long."),
        [415] = ("unsupported_media_type", "The body is of a media type that is not taken here."),
        [422] = ("unprocessable", "The request cannot be carried out."),
        [429] = ("too_many_requests", "Too many requests came from this caller."),
        [431] = ("headers_too_large", "The headers are too large."),
        [500] = ("internal_error", "Something went wrong in the gateway."),
        [503] = ("service_unavailable", "A part of the gateway is not to be had now."),
        [504] = ("gateway_timeout", "A part of the gateway did not answer in time."),
    }.ToFrozenDictionary();

    /// <summary>What is said of <paramref name="status"/>.</summary>
    public static KnownStatus Of(int status)
    {
        var title = ReasonPhrases.GetReasonPhrase(status);
        return Known.TryGetValue(status, out var known) ? new(title, known.Error, known.Message) : new(title, $"status_{status}", title);
    }
}
