namespace Orleans.Configuration;

/// <summary>The names of the cluster.</summary>
public class ClusterOptions
{
    /// <summary>The deployment.</summary>
    /// <value>The default is <c>default</c>.</value>
    public string ClusterId { get; set; } = "default";

    /// <summary>The service; state and reminders belong to it and outlive deployments.</summary>
    /// <value>The default is <c>default</c>.</value>
    public string ServiceId { get; set; } = "default";
}

/// <summary>When idle activations are collected.</summary>
public class GrainCollectionOptions
{
    /// <summary>How long an activation may take to come up.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an activation idles before it is collected.</summary>
    /// <value>The default is 15 minutes; it must be more than <see cref="CollectionQuantum"/>.</value>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Ages for classes, by full name.</summary>
    public Dictionary<string, TimeSpan> ClassSpecificCollectionAge { get; set; } = [];

    /// <summary>How often activations are looked through.</summary>
    /// <value>The default is 1 minute.</value>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How long an activation may take to end.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>How calls wait.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for an answer.</summary>
    /// <value>The default is 30 seconds.</value>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>How calls wait in a silo.</summary>
public class SiloMessagingOptions : MessagingOptions
{
    /// <summary>How many calls may wait at one activation; one more is refused with <see cref="Runtime.LimitExceededException"/>.</summary>
    /// <value>The default is 10,000; 0 is no limit.</value>
    public int MaxEnqueuedRequestsHardLimit { get; set; } = 10_000;

    /// <summary>How many calls may wait at one stateless worker.</summary>
    /// <value>The default is 10,000; 0 is no limit.</value>
    public int MaxEnqueuedRequestsHardLimit_StatelessWorker { get; set; } = 10_000;
}
