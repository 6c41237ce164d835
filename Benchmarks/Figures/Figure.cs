namespace MediaGateway.Benchmarks.Figures;

/// <summary>One figure that was asked for, and what was measured for it.</summary>
/// <param name="What">What was measured.</param>
/// <param name="Source">Who asks: document and section.</param>
/// <param name="Asked">The limit, with its direction and unit.</param>
/// <param name="Measured">The value, in the same unit.</param>
/// <param name="IsHeld">Whether the value keeps to the limit.</param>
internal sealed record Figure(string What, string Source, string Asked, string Measured, bool IsHeld)
{
    /// <summary>A figure that must stay below a limit.</summary>
    public static Figure Below(double limit, string unit, double measured, string what, string source) =>
        new(what, source, $"< {Text(limit)} {unit}", $"{Text(measured)} {unit}", measured < limit);

    /// <summary>A figure that must reach a limit.</summary>
    public static Figure AtLeast(double limit, string unit, double measured, string what, string source) =>
        new(what, source, $">= {Text(limit)} {unit}", $"{Text(measured)} {unit}", measured >= limit);

    private static string Text(double value) => FormattableString.Invariant($"{(Math.Abs(value) < 10 ? Math.Round(value, 2) : Math.Round(value)):#,0.##}");
}
