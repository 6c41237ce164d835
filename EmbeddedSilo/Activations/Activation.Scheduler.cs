using EmbeddedSilo.Invocation;
using EmbeddedSilo.Scheduling;
using Orleans.Runtime;

namespace EmbeddedSilo.Activations;

// The activation as the task scheduler of its grain's code.
internal sealed partial class Activation
{
    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <inheritdoc/>
    protected override void QueueTask(Task task)
    {
        if (!TryPush(new TaskItem(task), int.MaxValue))
        {
            RunOrphan(() => TryExecuteTask(task));
        }
    }

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) =>
        !taskWasPreviouslyQueued && ReferenceEquals(RuntimeContext.Current, this) && TryExecuteTask(task);

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];

    /// <summary>Runs what is left of an ended activation's code: still one at a time, but no longer in its turns.</summary>
    private void RunOrphan(Action action) => Silo.Schedule(
        new ActionTurn(() =>
        {
            lock (Extras)
            {
                RunAction(action);
            }
        }),
        preferLocal: false);

    private sealed class TaskItem : WorkItem
    {
        public TaskItem(Task task)
        {
            Kind = WorkItemKind.Task;
            Task = task;
        }

        public Task Task { get; }
    }

    private sealed class ActionItem : WorkItem
    {
        public ActionItem(Action action)
        {
            Kind = WorkItemKind.Action;
            Action = action;
        }

        public Action Action { get; }
    }
}
