using DealerIntegration.Worker.Commands;
using DealerIntegration.Worker.Storage;

namespace DealerIntegration.Worker.Tests.Commands;

public sealed class StandingTextTests
{
    [Fact]
    public void Each_dealer_has_a_line_with_what_it_disputes_below_and_silence_names_its_clause()
    {
        var row = new StandingRow
        {
            DealerCode = "D001", Number = "DZ-D001-202610-1", Closing = 140m, Residual = -43m, Standing = "disputed",
            IssuedOn = new DateOnly(2026, 11, 3), DueOn = new DateOnly(2026, 11, 13), Items = 2, Answered = 1,
            AnsweredBy = "D001 王会计",
        };
        var text = StandingText.Of("2026-10", new DateOnly(2026, 11, 20),
            [
                new(row, [new("DZ-D001-202610-1", "I2|", "I2 / -", 40m, "未收到货", "D001 王会计")]),
                new(row with { DealerCode = "D010", Standing = "deemed_confirmed", Clause = "合同 8.3" }, []),
                new(new StandingRow { DealerCode = "D099", Standing = "not_issued" }, []),
            ]).Split(Environment.NewLine);

        Assert.Equal("Statements of 2026-10, as of 2026-11-20", text[0]);
        Assert.Matches("^  D001 +140.00 +-43.00 2026-11-03 2026-11-13 disputed +1 of 2 items, by D001 王会计$", text[2]);
        Assert.Equal("      disputes I2 / - (40.00): 未收到货  [D001 王会计]", text[3]);
        Assert.EndsWith("deemed_confirmed silence counts as agreed: 合同 8.3", text[4], StringComparison.Ordinal);
        Assert.Matches("^  D099 +- +- - +- +not_issued$", text[5]);
        Assert.Equal("  1 deemed_confirmed, 1 disputed, 1 not_issued", text[6]);
    }
}
