namespace EmbeddedSilo.Invocation;

/// <summary>Something an activation does in one turn. Items are their own queue nodes, so that queueing one allocates nothing.</summary>
public abstract class WorkItem
{
    /// <summary>The item before this one in an inbox, or after it in a backlog; meaningless while the item runs.</summary>
    internal WorkItem? Next { get; set; }

    /// <summary>How many items the inbox held when this one was put in, itself included.</summary>
    internal int Depth { get; set; }

    internal WorkItemKind Kind { get; set; }
}

internal enum WorkItemKind : byte
{
    /// <summary>A call that has not run yet.</summary>
    Call,
    /// <summary>A call whose asynchronous part has ended.</summary>
    CallEnded,
    /// <summary>A task that belongs on the activation's scheduler.</summary>
    Task,
    /// <summary>An action of the runtime.</summary>
    Action,
}
