namespace EmbeddedSilo.Scheduling;

/// <summary>A turn that is one action.</summary>
internal sealed class ActionTurn(Action action) : IThreadPoolWorkItem
{
    public void Execute() => action();
}
