using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Http.HttpResults;

namespace MediaGateway.ApiFrontend.Problems;

/// <summary>
/// How every handler checks what it was sent. The members of a request record are nullable; the handler names each rule
/// with the field as the client wrote it (snake_case), collects all faults, and answers them at once:
/// <code>
/// var faults = new FieldFaults();
/// faults.Text("email", request.Email, 3, 254);
/// faults.Check("role", request.Role is "tv" or "phone", "must be tv or phone");
/// if (faults.Any) return faults.ToProblem();
/// </code>
/// Types, unknown enumeration values, duplicate members, NUL characters and broken UTF-8 are refused by the JSON reader
/// before the handler runs, with the field named. Not safe for use by several threads.
/// </summary>
public sealed class FieldFaults
{
    private readonly Dictionary<string, List<string>> _faults = new(StringComparer.Ordinal);

    /// <summary>Whether anything is wrong.</summary>
    public bool Any => _faults.Count > 0;

    /// <summary>Notes that <paramref name="field"/> is at fault.</summary>
    /// <param name="field">The field as the client names it: <c>email</c>, <c>capabilities.supports_4k</c>, <c>ops[3].hlc</c>.</param>
    /// <param name="reason">What it must be, such as <c>must be 8 to 256 characters</c>.</param>
    public void Add(string field, string reason)
    {
        if (!_faults.TryGetValue(field, out var reasons))
        {
            _faults[field] = reasons = [];
        }

        reasons.Add(reason);
    }

    /// <summary>Notes a fault unless <paramref name="holds"/>.</summary>
    /// <returns>Whether it holds.</returns>
    public bool Check(string field, bool holds, string reason)
    {
        if (!holds)
        {
            Add(field, reason);
        }

        return holds;
    }

    /// <summary>A text that must be there, with a length in UTF-16 units from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public bool Text(string field, [NotNullWhen(true)] string? value, int min, int max)
    {
        if (value is null)
        {
            Add(field, "is required");
            return false;
        }

        return OptionalText(field, value, min, max);
    }

    /// <summary>A text that may be missing, and otherwise has a length from <paramref name="min"/> to <paramref name="max"/>.</summary>
    public bool OptionalText(string field, string? value, int min, int max)
    {
        if (value is not null && value.Contains('\0', StringComparison.Ordinal))
        {
            Add(field, "must not have NUL characters");
            return false;
        }

        return Check(field, value is null || (value.Length >= min && value.Length <= max), $"must be {min} to {max} characters");
    }

    /// <summary>A number from <paramref name="min"/> to <paramref name="max"/>; one that is missing is no fault.</summary>
    public bool Range<T>(string field, T? value, T min, T max) where T : struct, IComparable<T> =>
        Check(field, value is not { } given || (given.CompareTo(min) >= 0 && given.CompareTo(max) <= 0), $"must be {min} to {max}");

    /// <summary>A list with at most <paramref name="max"/> entries; one that is missing is no fault.</summary>
    public bool Count<T>(string field, IReadOnlyCollection<T>? value, int max) =>
        Check(field, value is null || value.Count <= max, $"must have at most {max} entries");

    /// <summary>A value that must be there.</summary>
    public bool Required<T>(string field, [NotNullWhen(true)] T? value)
    {
        if (value is null)
        {
            Add(field, "is required");
            return false;
        }

        return true;
    }

    /// <summary>The answer that names all of them: 400.</summary>
    public ProblemHttpResult ToProblem() =>
        Problem.Invalid(_faults.ToDictionary(fault => fault.Key, fault => fault.Value.ToArray(), StringComparer.Ordinal));
}
