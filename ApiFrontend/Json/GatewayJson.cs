using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;
using MediaGateway.Domain.Catalogue;

namespace MediaGateway.ApiFrontend.Json;

/// <summary>
/// How everything outside reads and writes JSON: snake_case; enumerations as snake_case words; times as RFC 3339 in UTC;
/// numbers as numbers; null where null is meant. Unknown members are ignored, all else that is not as declared is refused.
/// </summary>
public static class GatewayJson
{
    /// <summary>The deepest nesting that is read.</summary>
    public const int MaxDepth = 32;

    /// <summary>The settings as an instance of their own, for what is not a minimal-API handler. Read-only.</summary>
    public static JsonSerializerOptions Options { get; } = Make();

    /// <summary>Puts the settings on <paramref name="options"/>.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.NumberHandling = JsonNumberHandling.Strict;
        options.MaxDepth = MaxDepth;
        options.AllowDuplicateProperties = false;
        options.AllowTrailingCommas = false;
        options.ReadCommentHandling = JsonCommentHandling.Disallow;
        options.RespectNullableAnnotations = true;
        options.TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { RequireWhatCannotBeNull, HideWhatIsOnlyStored } };
        // Titles stay readable in any script; what is special in HTML is still escaped.
        options.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false));
        options.Converters.Add(new UtcTimeConverter());
        options.Converters.Add(new SafeTextConverter());
    }

    // A constructor parameter that can be neither null nor defaulted must be in the document.
    private static void RequireWhatCannotBeNull(JsonTypeInfo type)
    {
        foreach (var property in type.Properties)
        {
            if (property.AssociatedParameter is { HasDefaultValue: false, IsNullable: false } parameter && Nullable.GetUnderlyingType(parameter.ParameterType) is null)
            {
                property.IsRequired = true;
            }
        }
    }

    // What a title is made of is nobody's business outside, and no part of the description of the API.
    private static void HideWhatIsOnlyStored(JsonTypeInfo type)
    {
        if (type.Type != typeof(Content)) return;
        var hidden = type.Properties.Single(static property => property.AttributeProvider is MemberInfo { Name: nameof(Content.Origin) });
        type.Properties.Remove(hidden);
    }

    private static JsonSerializerOptions Make()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        Configure(options);
        options.MakeReadOnly();
        return options;
    }
}
