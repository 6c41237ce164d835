using System.Reflection;

namespace Orleans.Serialization.Invocation;

/// <summary>A call to a grain as a value: which method, with which arguments.</summary>
public interface IInvokable : IDisposable
{
    /// <summary>Whether the method takes a cancellation token.</summary>
    bool IsCancellable { get; }

    /// <summary>One argument; cancellation tokens are not counted.</summary>
    object? GetArgument(int index);

    /// <summary>How many arguments there are; cancellation tokens are not counted.</summary>
    int GetArgumentCount();

    /// <summary>The token that ends the call.</summary>
    CancellationToken GetCancellationToken();

    /// <summary>The method's own time-out; null for the silo's default.</summary>
    TimeSpan? GetDefaultResponseTimeout();

    /// <summary>The interface's name.</summary>
    string GetInterfaceName();

    /// <summary>The interface.</summary>
    Type GetInterfaceType();

    /// <summary>The method, by reflection.</summary>
    MethodInfo GetMethod();

    /// <summary>The method's name.</summary>
    string GetMethodName();

    /// <summary>The grain object that is called; null before it is known.</summary>
    object? GetTarget();

    /// <summary>Puts another argument in place.</summary>
    void SetArgument(int index, object value);
}

/// <summary>Something that holds a grain object and components.</summary>
public interface ITargetHolder
{
    /// <summary>A component; null where there is none.</summary>
    object? GetComponent(Type componentType);

    /// <summary>The grain object.</summary>
    object? GetTarget();
}
