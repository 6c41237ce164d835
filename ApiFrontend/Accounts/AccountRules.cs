using System.Text.RegularExpressions;
using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Security;

namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>What the fields of an account must look like.</summary>
internal static partial class AccountRules
{
    public const int MinPasswordLength = 8;
    public const int MaxPasswordLength = 256;
    public const int MaxTokenLength = 512;
    public const int MaxNameLength = 100;
    public const int MaxLanguages = 20;
    public const int MaxLanguageLength = 35;

    /// <summary>Checks an address; null, with the fault noted, when it is none.</summary>
    public static EmailAddress? Email(this FieldFaults faults, string? email)
    {
        if (!faults.Text("email", email, 3, EmailAddress.MaxLength))
        {
            return null;
        }

        return faults.Check("email", EmailAddress.TryParse(email, out var address), "must be an e-mail address") ? address : null;
    }

    /// <summary>Checks a password that is to be set.</summary>
    public static bool Password(this FieldFaults faults, string? password) =>
        faults.Text("password", password, MinPasswordLength, MaxPasswordLength);

    /// <summary>Checks a name, if there is one.</summary>
    public static void Name(this FieldFaults faults, string? name)
    {
        if (faults.OptionalText("name", name, 1, MaxNameLength))
        {
            faults.Check("name", name is null || !string.IsNullOrWhiteSpace(name), "must not be blank");
            faults.Check("name", name is null || !name.Any(char.IsControl), "must not have control characters");
        }
    }

    /// <summary>Checks the languages and the region of a profile.</summary>
    public static void Preferences(this FieldFaults faults, string? region, IReadOnlyList<string>? languages)
    {
        faults.Check("region", region is null || (region.Length == 2 && region.All(char.IsAsciiLetterUpper)), "must be two capital letters");
        faults.Count("languages", languages, MaxLanguages);
        faults.Check(
            "languages",
            languages is null || languages.All(language => language is { Length: <= MaxLanguageLength } && LanguageTag().IsMatch(language)),
            "must be language tags such as en or pt-BR");
    }

    // The shape of BCP 47: a language of two or three letters, and subtags of up to eight letters or digits.
    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*\\z", RegexOptions.None, matchTimeoutMilliseconds: 200)]
    private static partial Regex LanguageTag();
}
