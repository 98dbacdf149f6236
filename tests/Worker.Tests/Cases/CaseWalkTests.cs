using DealerIntegration.Domain.Diversion.Cases;
using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Tests.Pipelines.Release;

namespace DealerIntegration.Worker.Tests.Cases;

/// <summary>Laws that hold whatever people do, in whatever order, while the findings come and go.</summary>
public sealed class CaseWalkTests(PostgresFixture postgres)
{
    private static readonly string[] People = ["ann", "bob", "cas"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Volume_is_never_lost_and_stands_moved_exactly_while_a_ruling_does(int seed)
    {
        await using var hub = await Market.OpenAsync(postgres, appealDays: 0);
        await hub.AddUserAsync("cas", "channel");
        var (random, found) = (new Random(seed), 6);
        var number = await hub.DetectAsync(Market.Enough);
        var (taken, ruled) = (0, 0L);
        for (var i = 0; i < 60; i++)
        {
            if (random.Next(15) == 0 && found < 20)
            {
                await hub.DetectAsync(++found);
            }

            var action = Enum.GetValues<CaseAction>()[random.Next(Enum.GetValues<CaseAction>().Length)];
            var before = await StandingAsync(hub);
            var isTaken = await TryAsync(hub, number, action, People[random.Next(People.Length)]);
            var life = (await hub.LookAsync(number)).View.Life;
            var after = await StandingAsync(hub);
            taken += isTaken ? 1 : 0;
            ruled += action == CaseAction.Confirm && isTaken && before != after ? 1 : 0;
            Assert.Equal(life.IsRuled, after > 0m);
            Assert.True(after == before || (isTaken && action is CaseAction.Confirm or CaseAction.Reverse));
            Assert.Equal(taken, life.Steps.Count);
            Assert.Equal(["0|0|0"], await hub.RowsAsync(
                """
                SELECT coalesce(sum(quantity), 0), coalesce(sum(net_amount), 0), coalesce(sum(gross_amount), 0)
                  FROM canonical.volume_move
                """));
        }

        // The walk must have gone somewhere for the laws to mean anything.
        Assert.True(taken > 10 && ruled > 0, $"{taken} steps, {ruled} rulings that moved something");
    }

    private static Task<decimal> StandingAsync(TestHub hub) => hub.ScalarAsync<decimal>(
        "SELECT coalesce(sum(quantity), 0) FROM canonical.volume_move WHERE side = 'in'");

    private static async Task<bool> TryAsync(TestHub hub, string number, CaseAction action, string by)
    {
        var view = (await hub.LookAsync(number)).View;
        var objection = CaseCheck.Objection(
            view.Life, action, by, view.Today, view.Found.IsWithdrawn, view.Phases);
        try
        {
            await hub.ActAsync(number, action, by);
            Assert.Null(objection);
            return true;
        }
        catch (UsageException e)
        {
            Assert.Contains(objection!.Value.English, e.Message, StringComparison.Ordinal);
            return false;
        }
    }
}
