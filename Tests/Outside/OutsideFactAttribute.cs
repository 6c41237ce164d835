namespace MediaGateway.Tests.Outside;

/// <summary>
/// A test against files that other people made, which lie beside the checkout and not in it. Where they are missing it is
/// skipped; with <c>CI=true</c> it runs and fails, so that no build passes by having nothing to test against.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class OutsideFactAttribute : FactAttribute
{
    public OutsideFactAttribute()
    {
        if (!OutsideFiles.Exist && Environment.GetEnvironmentVariable("CI") != "true")
        {
            Skip = $"There is no {OutsideFiles.Root}.";
        }
    }
}
