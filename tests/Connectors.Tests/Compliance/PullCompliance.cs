using DealerIntegration.Connectors.Contract;
using DealerIntegration.Connectors.Tests.Compliance.Partners;

namespace DealerIntegration.Connectors.Tests.Compliance;

/// <summary>
/// What every source must do (取数合规): each record exactly once in the end, or a loud failure of the right kind; never a
/// silent gap, never a call to a foreign host, never a secret in a message.
/// </summary>
public abstract partial class PullCompliance
{
    private protected abstract CompliancePartner Partner { get; }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Every_record_comes_once_and_as_it_is(int count)
    {
        await using var rig = await Rig.StartAsync(Partner);
        rig.Hold(Enumerable.Range(1, count));

        var pages = await rig.PullAsync();

        Assert.Equal(rig.Held, rig.Came(pages));
        Assert.NotEmpty(pages);
        Assert.Null(pages[^1].Cursor);
        Assert.All(pages.SkipLast(1), page => Assert.NotNull(page.Cursor));
    }
}
