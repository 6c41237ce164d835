using MediaGateway.Domain.Resilience;

namespace MediaGateway.Tests.Domain.Resilience;

/// <summary>The stories of the specification about circuits, step by step.</summary>
public sealed class CircuitBreakerTests
{
    private static readonly CircuitRule Rule = CircuitRule.Default;

    private CircuitBreaker _circuit;
    private long _now = 1_000;

    [Fact]
    public void It_opens_with_the_fifth_failure_in_a_row_and_lets_nothing_through_for_30_seconds()
    {
        for (var failure = 1; failure <= 4; failure++)
        {
            Fail();
            Assert.Equal(CircuitState.Closed, State);
        }

        Fail();
        Assert.Equal(CircuitState.Open, State);
        Assert.False(Admit());
        Assert.Equal(30_000, _circuit.WaitFor(Rule, _now));
        _now += 29_999;
        Assert.False(Admit());
        _now++;
        Assert.Equal(CircuitState.HalfOpen, State);
        Assert.True(Admit());
    }

    [Fact]
    public void A_success_makes_the_count_of_failures_begin_anew()
    {
        for (var failure = 1; failure <= 4; failure++) Fail();
        Succeed();
        for (var failure = 1; failure <= 4; failure++) Fail();
        Assert.Equal(CircuitState.Closed, State);
    }

    [Fact]
    public void Three_good_probes_close_it_and_there_are_never_more_under_way()
    {
        OpenAndWait();
        Assert.True(Admit() && Admit() && Admit());
        Assert.False(Admit());
        Succeed();
        Succeed();
        Assert.Equal(CircuitState.HalfOpen, State);
        Succeed();
        Assert.Equal(CircuitState.Closed, State);
        Assert.True(Admit());
    }

    [Fact]
    public void One_bad_probe_opens_it_for_another_30_seconds()
    {
        OpenAndWait();
        Assert.True(Admit() && Admit());
        Succeed();
        Fail();
        Assert.Equal(CircuitState.Open, State);
        Assert.Equal(30_000, _circuit.WaitFor(Rule, _now));
    }

    [Fact]
    public void Late_news_of_calls_from_before_it_opened_change_nothing()
    {
        for (var failure = 1; failure <= 5; failure++) Fail();
        _now += 10_000;
        Fail();
        Succeed();
        Assert.Equal(20_000, _circuit.WaitFor(Rule, _now));
        _now += 20_000;
        Succeed();
        Fail();
        Assert.Equal(CircuitState.HalfOpen, State);
    }

    [Fact]
    public void Probes_that_never_report_do_not_keep_it_half_open_for_ever()
    {
        OpenAndWait();
        Assert.True(Admit() && Admit() && Admit());
        Assert.False(Admit());
        _now += 30_000;
        Assert.True(Admit());
    }

    private CircuitState State => _circuit.StateAt(Rule, _now);

    private void OpenAndWait()
    {
        for (var failure = 1; failure <= 5; failure++) Fail();
        _now += 30_000;
    }

    private bool Admit() => _circuit.TryAdmit(Rule, _now, out _circuit);

    private void Fail() => _circuit = _circuit.Fail(Rule, _now);

    private void Succeed() => _circuit = _circuit.Succeed(Rule, _now);
}
