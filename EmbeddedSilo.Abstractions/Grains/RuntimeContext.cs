using Orleans.Serialization.Invocation;

namespace Orleans.Runtime;

/// <summary>The activation whose turn runs on this thread.</summary>
internal static class RuntimeContext
{
    [ThreadStatic]
    private static IGrainContext? t_current;

    public static IGrainContext? Current
    {
        get => t_current;
        set => t_current = value;
    }

    public static IGrainRuntime GetRuntime(this IGrainContext context) =>
        context.GetComponent<IGrainRuntime>() ?? throw new InvalidOperationException("This grain context has no runtime.");

    public static TComponent? GetComponent<TComponent>(this ITargetHolder holder) where TComponent : class =>
        holder.GetComponent(typeof(TComponent)) as TComponent;
}
