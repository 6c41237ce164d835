using System.Text;
using System.Text.Json;
using MediaGateway.ApiFrontend.Alerts;
using MediaGateway.ApiFrontend.Json;
using MediaGateway.Grains.Interfaces.Accounts;
using MediaGateway.Grains.Interfaces.Devices;

namespace MediaGateway.ApiFrontend.Accounts;

/// <summary>Everything the gateway holds about a user, as one JSON document: the account, and what the user's own grain adds.</summary>
internal static class AccountExport
{
    public static string Write(
        ProfileResponse profile,
        IReadOnlyList<UserSession> sessions,
        IEnumerable<DeviceDescription> devices,
        IEnumerable<AlertResponse> alerts,
        ReadOnlyMemory<byte> media)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WritePropertyName("profile");
            JsonSerializer.Serialize(writer, profile, GatewayJson.Options);
            writer.WritePropertyName("sessions");
            JsonSerializer.Serialize(writer, sessions, GatewayJson.Options);
            writer.WritePropertyName("devices");
            JsonSerializer.Serialize(writer, devices, GatewayJson.Options);
            writer.WritePropertyName("alerts");
            JsonSerializer.Serialize(writer, alerts, GatewayJson.Options);
            writer.WritePropertyName("media");
            writer.WriteRawValue(media.Span);
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
