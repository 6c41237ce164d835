namespace Orleans.Streams;

/// <summary>The place of an event in its stream: later ones are greater.</summary>
public abstract class StreamSequenceToken : IComparable<StreamSequenceToken?>
{
    /// <summary>How many batches were before.</summary>
    public abstract long SequenceNumber { get; protected set; }

    /// <summary>How many events of its batch were before.</summary>
    public abstract int EventIndex { get; protected set; }

    /// <inheritdoc/>
    public abstract int CompareTo(StreamSequenceToken? other);
}
