using System.ComponentModel.DataAnnotations;
using System.Net;
using Microsoft.Extensions.Options;

namespace MediaGateway.Silo.Runtime;

/// <summary>What a process of a cluster is told about the cluster: by command line, environment (<c>Cluster__SiloPort</c>) or <c>appsettings.json</c>.</summary>
public sealed class ClusterSettings
{
    /// <summary>The section of the configuration that these settings live in.</summary>
    public const string Section = "Cluster";

    /// <summary>The <see cref="SiloAddress"/> that stands for the machine's own address in its network.</summary>
    public const string OwnAddress = "*";

    /// <summary>The name of ADO.NET's driver for PostgreSQL.</summary>
    public const string Invariant = "Npgsql";

    /// <summary>Names the deployment. Processes with one id and one database are one cluster.</summary>
    /// <value><c>media-gateway</c> unless told.</value>
    [Required, StringLength(150)]
    public string ClusterId { get; init; } = "media-gateway";

    /// <summary>The port on which silos talk to this one.</summary>
    /// <value>1 to 65535; 11111 unless told.</value>
    [Range(1, 65535)]
    public int SiloPort { get; init; } = 11111;

    /// <summary>The port on which front ends talk to this silo.</summary>
    /// <value>1 to 65535; 30000 unless told.</value>
    [Range(1, 65535)]
    public int GatewayPort { get; init; } = 30000;

    /// <summary>The address under which others reach this silo; <c>*</c> for the machine's own in its network.</summary>
    /// <value><c>127.0.0.1</c> unless told: nobody outside of this machine can join.</value>
    [Required]
    public string SiloAddress { get; init; } = IPAddress.Loopback.ToString();

    /// <summary>Where grains keep their states.</summary>
    /// <value><see cref="StoreKind.Own"/> unless told. The choice holds for the life of a database: neither reads the rows of the other.</value>
    [EnumDataType(typeof(StoreKind))]
    public StoreKind GrainStorage { get; init; } = StoreKind.Own;

    /// <summary>Where reminders are kept.</summary>
    /// <value><see cref="StoreKind.Own"/> unless told.</value>
    [EnumDataType(typeof(StoreKind))]
    public StoreKind Reminders { get; init; } = StoreKind.Own;

    /// <summary>Reads and checks the settings.</summary>
    /// <exception cref="OptionsValidationException">A setting is out of its range; the message names each.</exception>
    public static ClusterSettings From(IConfiguration configuration)
    {
        ClusterSettings settings;
        try
        {
            settings = configuration.GetSection(Section).Get<ClusterSettings>() ?? new ClusterSettings();
        }
        catch (InvalidOperationException unreadable)
        {
            throw new OptionsValidationException(Section, typeof(ClusterSettings), [unreadable.Message]);
        }

        List<ValidationResult> faults = [];
        Validator.TryValidateObject(settings, new ValidationContext(settings), faults, validateAllProperties: true);
        if (settings.SiloAddress != OwnAddress && !IPAddress.TryParse(settings.SiloAddress, out _))
        {
            faults.Add(new ValidationResult("It must be an IP address, or *.", [nameof(SiloAddress)]));
        }

        return faults.Count == 0
            ? settings
            : throw new OptionsValidationException(Section, typeof(ClusterSettings), faults.Select(fault => $"{Section}:{fault.MemberNames.FirstOrDefault()}: {fault.ErrorMessage}"));
    }
}

/// <summary>Whose tables and statements keep something.</summary>
public enum StoreKind
{
    /// <summary>The gateway's own rows, which the single node reads and writes too.</summary>
    Own,
    /// <summary>The stock ADO.NET provider of Orleans, over the statements of <c>sql/orleans</c>.</summary>
    AdoNet,
}
