namespace Orleans.Runtime;

/// <summary>The base of what the grain runtime throws.</summary>
[GenerateSerializer]
public class OrleansException : Exception
{
    /// <summary>Something went wrong in the runtime.</summary>
    public OrleansException() { }

    /// <summary>Something went wrong in the runtime.</summary>
    public OrleansException(string message) : base(message) { }

    /// <summary>Something went wrong in the runtime.</summary>
    public OrleansException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>The call was not taken; it did not run.</summary>
[GenerateSerializer]
public class OrleansMessageRejectionException : OrleansException
{
    internal OrleansMessageRejectionException(string message) : base(message) { }

    internal OrleansMessageRejectionException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>The silo is not there, or is going.</summary>
[GenerateSerializer]
public sealed class SiloUnavailableException : OrleansMessageRejectionException
{
    /// <summary>The silo is not there.</summary>
    public SiloUnavailableException() : base("The silo is not available.") { }

    /// <summary>The silo is not there.</summary>
    public SiloUnavailableException(string msg) : base(msg) { }

    /// <summary>The silo is not there.</summary>
    public SiloUnavailableException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>A queue is full; the call was not taken and may be tried again.</summary>
[GenerateSerializer]
public sealed class LimitExceededException : OrleansException
{
    /// <summary>A limit is reached.</summary>
    public LimitExceededException() { }

    /// <summary>A limit is reached.</summary>
    public LimitExceededException(string message) : base(message) { }

    /// <summary>A limit is reached.</summary>
    public LimitExceededException(string message, Exception innerException) : base(message, innerException) { }

    /// <summary>A named limit is reached.</summary>
    public LimitExceededException(string limitName, int current, int threshold, object extraInfo)
        : base($"Limit {limitName} of {threshold} is exceeded: {current}. {extraInfo}") { }
}

/// <summary>The observer or client that was called is gone.</summary>
[GenerateSerializer]
public sealed class ClientNotAvailableException : OrleansException
{
    internal ClientNotAvailableException(GrainId id) : base($"{id} is no longer there.") { }
}

/// <summary>The host is set up wrongly.</summary>
[GenerateSerializer]
public sealed class OrleansConfigurationException : Exception
{
    /// <summary>The set-up is wrong.</summary>
    public OrleansConfigurationException(string message) : base(message) { }

    /// <summary>The set-up is wrong.</summary>
    public OrleansConfigurationException(string message, Exception innerException) : base(message, innerException) { }
}
