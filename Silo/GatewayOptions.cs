using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace MediaGateway.Silo;

/// <summary>What a process of the gateway is told at its start: by command line, environment (<c>Gateway__Port</c>) or <c>appsettings.json</c>.</summary>
public sealed class GatewayOptions
{
    /// <summary>The section of the configuration that these settings live in.</summary>
    public const string Section = "Gateway";

    /// <summary>The switches of the command line and the settings that they stand for.</summary>
    public static IReadOnlyDictionary<string, string> Switches { get; } = new Dictionary<string, string>
    {
        ["--role"] = $"{Section}:{nameof(Role)}",
        ["--port"] = $"{Section}:{nameof(Port)}",
        ["--listen"] = $"{Section}:{nameof(Listen)}",
        ["--data"] = $"{Section}:{nameof(Data)}",
        ["--database"] = "Storage:ConnectionString",
        ["--cluster-id"] = "Cluster:ClusterId",
        ["--silo-address"] = "Cluster:SiloAddress",
        ["--silo-port"] = "Cluster:SiloPort",
        ["--gateway-port"] = "Cluster:GatewayPort",
    };

    /// <summary>What this process does.</summary>
    /// <value><see cref="GatewayRole.All"/> unless told; the others need the Orleans build and a database server.</value>
    [EnumDataType(typeof(GatewayRole))]
    public GatewayRole Role { get; init; } = GatewayRole.All;

    /// <summary>Whether this process hosts grains.</summary>
    public bool HostsGrains => Role is GatewayRole.All or GatewayRole.Silo;

    /// <summary>Whether clients come to this process.</summary>
    public bool ServesClients => Role is GatewayRole.All or GatewayRole.Frontend;

    /// <summary>The TCP port of the front end; of a silo, that of its health and measurements.</summary>
    /// <value>1 to 65535; 8080 unless told.</value>
    [Range(1, 65535)]
    public int Port { get; init; } = 8080;

    /// <summary>The address that the front end listens on: <c>localhost</c> for this machine only, <c>*</c> for every network.</summary>
    /// <value><c>localhost</c> unless told, so that a first start is not open to the network.</value>
    [Required]
    public string Listen { get; init; } = "localhost";

    /// <summary>The folder of everything that this node keeps: its PostgreSQL, its master key, its admin token.</summary>
    /// <value><c>./data</c> unless told.</value>
    [Required]
    public string Data { get; init; } = "./data";

    /// <summary>A folder of secrets, one file for each setting, named for it (<c>Security__MasterKey</c>): as containers mount them.</summary>
    /// <value>None unless told.</value>
    public string? Secrets { get; init; }

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="OptionsValidationException">A setting is out of its range; the message names each.</exception>
    public static GatewayOptions From(IConfiguration configuration)
    {
        GatewayOptions options;
        try
        {
            options = configuration.GetSection(Section).Get<GatewayOptions>() ?? new GatewayOptions();
        }
        catch (InvalidOperationException unreadable)
        {
            throw new OptionsValidationException(Section, typeof(GatewayOptions), [unreadable.Message]);
        }

        List<ValidationResult> faults = [];
        Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true);
        return faults.Count == 0
            ? options
            : throw new OptionsValidationException(Section, typeof(GatewayOptions), faults.Select(fault => $"{Section}:{fault.MemberNames.FirstOrDefault()}: {fault.ErrorMessage}"));
    }
}

/// <summary>What a process of the gateway does.</summary>
public enum GatewayRole
{
    /// <summary>It hosts grains and serves clients.</summary>
    All,
    /// <summary>It hosts grains.</summary>
    Silo,
    /// <summary>It serves clients, and calls the grains of the silos.</summary>
    Frontend,
}
