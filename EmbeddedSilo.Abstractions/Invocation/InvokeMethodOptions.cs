namespace Orleans.CodeGeneration;

/// <summary>How a call may run.</summary>
[Flags, GenerateSerializer]
public enum InvokeMethodOptions
{
    /// <summary>As any other.</summary>
    None = 0,
    /// <summary>Nobody waits for it.</summary>
    OneWay = 1,
    /// <summary>With others that only read.</summary>
    ReadOnly = 2,
    /// <summary>With everything.</summary>
    AlwaysInterleave = 4,
    /// <summary>In any order.</summary>
    Unordered = 8,
}
