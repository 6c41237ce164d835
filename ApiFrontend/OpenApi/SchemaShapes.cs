using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>
/// Says of the types in bodies what the framework cannot see: what hides behind converters (text, times, enumerations),
/// what may be null, and what is always there.
/// </summary>
internal sealed class SchemaShapes : IOpenApiSchemaTransformer
{
    private static readonly string[] RequestSuffixes = ["Request", "Change", "Body"];

    public Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        var type = context.JsonTypeInfo;
        GiveType(schema, type.Type);
        if (type.Kind is JsonTypeInfoKind.Enumerable && schema.Items is null)
        {
            schema.Items = Simple(type.ElementType);
        }

        if (type.Kind is JsonTypeInfoKind.Dictionary && schema.AdditionalProperties is null)
        {
            schema.AdditionalProperties = Simple(type.ElementType);
        }

        if (type.Kind is JsonTypeInfoKind.Object && schema.Properties is { Count: > 0 })
        {
            schema.Required = RequiredOf(type);
        }

        if (context.JsonPropertyInfo is { } property)
        {
            DescribeMember(schema, property, type.Kind);
        }

        return Task.CompletedTask;
    }

    private static void DescribeMember(OpenApiSchema schema, JsonPropertyInfo property, JsonTypeInfoKind kind)
    {
        // Objects and enumerations are shared by all who use them: who may be null says so where it refers to them.
        var isShared = property.PropertyType is { IsEnum: true } || Nullable.GetUnderlyingType(property.PropertyType) is { IsEnum: true } || kind is JsonTypeInfoKind.Object;
        if (schema.Type is { } known && property.IsGetNullable && !isShared)
        {
            // What is required of a request is null in the record only until it was checked.
            schema.Type = IsMarked(property) ? known & ~JsonSchemaType.Null : known | JsonSchemaType.Null;
        }

        if ((property.AttributeProvider as MemberInfo)?.GetCustomAttribute<StringLengthAttribute>() is { } length)
        {
            (schema.MinLength, schema.MaxLength) = (length.MinimumLength, length.MaximumLength);
        }
    }

    private static void GiveType(OpenApiSchema schema, Type type)
    {
        if (Simple(type) is not { } simple || schema.Type is not null)
        {
            return;
        }

        schema.Type = simple.Type;
        schema.Format ??= simple.Format;
    }

    private static OpenApiSchema? Simple(Type? type) => type switch
    {
        not null when type == typeof(string) || type.IsEnum => new() { Type = JsonSchemaType.String },
        not null when (Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset) => new() { Type = JsonSchemaType.String, Format = "date-time" },
        _ => null,
    };

    // Answers have all their members, null where there is nothing to say, but for those that are left out then. Requests
    // need only what is marked.
    private static HashSet<string> RequiredOf(JsonTypeInfo type)
    {
        var isRequest = RequestSuffixes.Any(suffix => type.Type.Name.EndsWith(suffix, StringComparison.Ordinal));
        return [.. type.Properties.Where(property => isRequest ? IsMarked(property) : IsAlwaysThere(property)).Select(property => property.Name)];
    }

    private static bool IsMarked(JsonPropertyInfo property) =>
        property.AttributeProvider?.IsDefined(typeof(RequiredAttribute), inherit: false) == true;

    private static bool IsAlwaysThere(JsonPropertyInfo property) =>
        (property.AttributeProvider as MemberInfo)?.GetCustomAttribute<JsonIgnoreAttribute>() is null && !HasDefault(property);

    // What may be left out of a request has a default, and such types travel both ways.
    private static bool HasDefault(JsonPropertyInfo property) => property.AssociatedParameter is { HasDefaultValue: true };
}
