using DealerIntegration.Domain.Reconciliation;
using DealerIntegration.Domain.Reconciliation.Causes;

namespace DealerIntegration.Domain.Tests.Reconciliation.Causes;

/// <summary>The list of causes is closed: whoever adds one finds here what else it needs.</summary>
public sealed class ClosedListTests
{
    public static TheoryData<BreakCause> All => [.. Enum.GetValues<BreakCause>()];

    [Fact]
    public void The_causes_are_tried_in_the_order_of_the_list() =>
        Assert.Equal(Enum.GetValues<BreakCause>(), BreakCauses.InPrecedence.Select(cause => cause.Cause));

    [Theory, MemberData(nameof(All))]
    public void Every_cause_has_a_file_tests_and_a_name_of_its_own(BreakCause cause)
    {
        Assert.Single(typeof(BreakCause).Assembly.GetTypes(), type => type.Name == $"{cause}Cause");
        var tests = typeof(ClosedListTests).Assembly.GetType($"{typeof(ClosedListTests).Namespace}.{cause}CauseTests");
        Assert.True(tests is not null, $"{cause} has no class {cause}CauseTests.");
        Assert.Contains(
            tests.GetMethods(),
            method => Attribute.GetCustomAttributes(method).Any(a => a is FactAttribute));

        var (chinese, english) = BreakCauseNames.Of(cause);
        Assert.Single(Enum.GetValues<BreakCause>(), other => BreakCauseNames.Of(other).Chinese == chinese);
        Assert.Single(Enum.GetValues<BreakCause>(), other => BreakCauseNames.Of(other).English == english);
    }
}
