namespace Orleans.Serialization;

/// <summary>A value could not be passed.</summary>
[GenerateSerializer]
public class SerializerException : Exception
{
    /// <summary>A value could not be passed.</summary>
    public SerializerException() { }

    /// <summary>A value could not be passed.</summary>
    public SerializerException(string message) : base(message) { }

    /// <summary>A value could not be passed.</summary>
    public SerializerException(string message, Exception innerException) : base(message, innerException) { }
}

/// <summary>A type is not known to the serializer.</summary>
[GenerateSerializer]
public sealed class CodecNotFoundException(string message) : SerializerException(message);
