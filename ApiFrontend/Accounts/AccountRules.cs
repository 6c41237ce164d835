using MediaGateway.ApiFrontend.Problems;
using MediaGateway.Domain.Security;

namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>What the fields of an account must look like.</summary>
internal static class AccountRules
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

    /// <summary>Checks the languages and the region of a profile.</summary>
    public static void Preferences(this FieldFaults faults, string? region, IReadOnlyList<string>? languages)
    {
        faults.Check("region", region is null || (region.Length == 2 && region.All(char.IsAsciiLetterUpper)), "must be two capital letters");
        faults.Count("languages", languages, MaxLanguages);
        faults.Check(
            "languages",
            languages is null || languages.All(language => language is { Length: >= 2 and <= MaxLanguageLength } && language.All(sign => char.IsAsciiLetterOrDigit(sign) || sign == '-')),
            "must be language tags such as en or pt-BR");
    }
}
