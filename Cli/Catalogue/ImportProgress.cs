using Spectre.Console;

namespace MediaGateway.Cli.Catalogue;

/// <summary>The bar that fills while a file is sent.</summary>
internal static class ImportProgress
{
    /// <summary>Shows the bar while <paramref name="send"/> runs; it is given what to tell the bytes sent so far to.</summary>
    public static Task<T> ShowAsync<T>(IAnsiConsole console, ImportInput input, Func<Action<long>, Task<T>> send) =>
        console.Progress()
            .AutoClear(true)
            .Columns(new TaskDescriptionColumn(), new ProgressBarColumn(), new PercentageColumn(), new DownloadedColumn(), new ElapsedTimeColumn())
            .StartAsync(async context =>
            {
                var task = context.AddTask(Markup.Escape(input.Name), maxValue: Math.Max(1, input.Length ?? 1));
                task.IsIndeterminate = input.Length is null;
                return await send(sent =>
                {
                    if (input.Length is null)
                    {
                        task.MaxValue = sent;
                    }

                    task.Value = sent;
                });
            });
}
