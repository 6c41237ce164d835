namespace Orleans;

/// <summary>Why an activation ends.</summary>
public readonly struct DeactivationReason
{
    /// <summary>A reason in words.</summary>
    public DeactivationReason(DeactivationReasonCode code, string text) : this(code, null, text) { }

    /// <summary>A reason in words with what caused it.</summary>
    public DeactivationReason(DeactivationReasonCode code, Exception? exception, string text)
    {
        ReasonCode = code;
        Exception = exception;
        Description = text;
    }

    /// <summary>The reason in words.</summary>
    public string Description { get; }

    /// <summary>What caused it; null where nothing was thrown.</summary>
    public Exception? Exception { get; }

    /// <summary>The kind of reason.</summary>
    public DeactivationReasonCode ReasonCode { get; }

    /// <inheritdoc/>
    public override string ToString() => Exception is null ? $"{ReasonCode}: {Description}" : $"{ReasonCode}: {Description} ({Exception.Message})";
}

/// <summary>The kinds of reasons for an activation's end.</summary>
[GenerateSerializer]
public enum DeactivationReasonCode : byte
{
    /// <summary>Not said.</summary>
    None = 0,
    /// <summary>The host stops.</summary>
    ShuttingDown = 1,
    /// <summary>It did not come up.</summary>
    ActivationFailed = 2,
    /// <summary>The directory failed.</summary>
    DirectoryFailure = 3,
    /// <summary>Nobody called it for long.</summary>
    ActivationIdle = 4,
    /// <summary>It stopped answering.</summary>
    ActivationUnresponsive = 5,
    /// <summary>There is another one.</summary>
    DuplicateActivation = 6,
    /// <summary>It cannot serve a request's version.</summary>
    IncompatibleRequest = 7,
    /// <summary>Its own code failed.</summary>
    ApplicationError = 8,
    /// <summary>Its own code asked.</summary>
    ApplicationRequested = 9,
    /// <summary>It moves to another silo.</summary>
    Migrating = 10,
    /// <summary>The runtime asked.</summary>
    RuntimeRequested = 11,
    /// <summary>Memory is short.</summary>
    HighMemoryPressure = 12,
}
