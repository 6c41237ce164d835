using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using MediaGateway.ApiFrontend.Discovery;
using MediaGateway.ApiFrontend.Idempotency;
using MediaGateway.ApiFrontend.Paging;
using MediaGateway.Domain.Platforms;
using MediaGateway.Domain.Sync;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace MediaGateway.ApiFrontend.OpenApi;

/// <summary>Names each operation and its parameters, and says what values parameters take: one name means the same everywhere.</summary>
internal sealed class OperationParameters : IOpenApiOperationTransformer
{
    private static readonly Dictionary<string, Action<OpenApiParameter, OpenApiSchema>> Known = new(StringComparer.Ordinal)
    {
        ["content_id"] = (parameter, schema) =>
        {
            parameter.Description = "The canonical id, an outside id (`imdb:tt0133093`) or a platform's (`netflix:80057281`), URL-encoded.";
            parameter.Example = "imdb:tt0133093";
            Length(schema, 1, SyncLimits.MaxContentIdLength);
        },
        ["device_id"] = (parameter, schema) =>
        {
            parameter.Description ??= "A device of the caller.";
            Length(schema, 1, SyncLimits.MaxIdLength);
        },
        ["session_id"] = (parameter, schema) =>
        {
            parameter.Description ??= "A playback session of the caller.";
            Length(schema, 1, SyncLimits.MaxIdLength);
        },
        ["review_id"] = (parameter, _) => parameter.Description = "The number of a pair of titles that waits for a decision.",
        ["platform"] = (parameter, _) => (parameter.Required, parameter.Description, parameter.Example) = (true, "A platform that the gateway knows.", "netflix"),
        ["os"] = (parameter, schema) =>
        {
            parameter.Description = "What it is to be opened on; `web` where it is left out.";
            schema.Enum = [.. Enum.GetNames<DeviceOs>().Select(name => (JsonNode)SnakeCase(name))];
        },
        ["q"] = (parameter, schema) =>
        {
            (parameter.Required, parameter.Example) = (true, "the matrix");
            Length(schema, 1, SearchQuery.MaxQueryLength);
        },
        ["limit"] = (parameter, schema) =>
        {
            parameter.Description ??= "The most entries to give; more than the maximum is refused.";
            (schema.Minimum, schema.Maximum, schema.Default) = ("1", Text(PageQuery.MaxLimit), JsonValue.Create(PageQuery.DefaultLimit));
        },
        ["cursor"] = (parameter, schema) =>
        {
            parameter.Description ??= "The `next_cursor` of the page before.";
            Length(schema, 1, PageCursor.MaxLength);
        },
        ["region"] = (parameter, schema) =>
        {
            (parameter.Description, parameter.Example) = (parameter.Description ?? "Two capital letters (ISO 3166).", "US");
            schema.Pattern = "^[A-Z]{2}$";
        },
        ["days"] = (_, schema) => (schema.Minimum, schema.Maximum, schema.Default) = ("1", Text(ExpiringQuery.MaxDays), JsonValue.Create(ExpiringQuery.DefaultDays)),
        ["on"] = (parameter, schema) =>
        {
            (parameter.Description, parameter.Example) = ("A day in UTC: what was to be had then. Without it, what is to be had now.", "2026-05-01");
            (schema.Format, schema.Pattern) = ("date", "^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        },
        ["year_from"] = (_, schema) => (schema.Minimum, schema.Maximum) = ("1", "9999"),
        ["year_to"] = (_, schema) => (schema.Minimum, schema.Maximum) = ("1", "9999"),
        ["since"] = (parameter, _) => parameter.Description = "A sequence number, a time (RFC 3339) or Unix milliseconds; without it the whole state.",
        ["log_epoch"] = (parameter, _) => parameter.Description = "The `log_epoch` of the answer before; after a restore there is another one.",
        ["source"] = (parameter, _) => parameter.Description = "The name of the source of the titles, such as `wikipedia`.",
    };

    public Task TransformAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        foreach (var parameter in (operation.Parameters ?? []).OfType<OpenApiParameter>())
        {
            parameter.Name = SnakeCase(parameter.Name!);
            if (parameter.Schema is OpenApiSchema schema && Known.TryGetValue(parameter.Name, out var describe))
            {
                describe(parameter, schema);
            }
        }

        var path = context.Description.RelativePath ?? "";
        operation.OperationId ??= NameOf(context.Description.HttpMethod ?? "", path);
        if (path.EndsWith("sync/state", StringComparison.Ordinal) && operation.Parameters?.FirstOrDefault(parameter => parameter.Name == "limit")?.Schema is OpenApiSchema limit)
        {
            (limit.Maximum, limit.Default) = (Text(SyncLimits.MaxBatch), JsonValue.Create(SyncLimits.MaxBatch));
        }

        if (context.Description.ActionDescriptor.EndpointMetadata.OfType<IdempotentRoute>().Any())
        {
            (operation.Parameters ??= []).Add(IdempotencyHeader());
        }

        return Task.CompletedTask;
    }

    /// <summary>A name as the API has it.</summary>
    internal static string SnakeCase(string name) => name.Contains('-', StringComparison.Ordinal) ? name : JsonNamingPolicy.SnakeCaseLower.ConvertName(name);

    // Such as get_content_by_content_id.
    private static string NameOf(string method, string path)
    {
        var words = path.Split('/', StringSplitOptions.RemoveEmptyEntries)
            .Where(word => word is not ("api" or "v1"))
            .Select(word => word.StartsWith('{') ? $"by_{SnakeCase(word.Trim('{', '}'))}" : word.Trim('.').Replace('.', '_').Replace('-', '_'));
        return $"{method.ToLowerInvariant()}_{string.Join('_', words)}";
    }

    private static OpenApiParameter IdempotencyHeader() => new()
    {
        Name = IdempotencyKey.Header,
        In = ParameterLocation.Header,
        Description = "Lets the request run once: a repeat with the same key and body gets the answer of the first for 24 hours.",
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = IdempotencyKey.MaxLength },
    };

    private static void Length(OpenApiSchema schema, int min, int max) => (schema.MinLength, schema.MaxLength) = (min, max);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
