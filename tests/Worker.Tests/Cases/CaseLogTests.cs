using DealerIntegration.Domain.Diversion.Cases;
using Npgsql;

namespace DealerIntegration.Worker.Tests.Cases;

/// <summary>What the database itself refuses, whoever writes.</summary>
public sealed class CaseLogTests(PostgresFixture postgres)
{
    [Fact]
    public async Task The_steps_that_the_database_allows_are_those_of_the_rules()
    {
        await using var hub = await Market.OpenAsync(postgres);
        var check = await hub.ScalarAsync<string>(
            "SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'case_order'");
        var allowed = System.Text.RegularExpressions.Regex.Matches(check!, "'([a-z]+)'").Select(m => m.Groups[1].Value)
            .Chunk(3).Select(step => string.Join(' ', step)).Order(StringComparer.Ordinal);
        Assert.Equal(
            CaseOrder.Steps.Select(s => $"{s.From} {s.Action} {s.To}".ToLowerInvariant()).Order(StringComparer.Ordinal),
            allowed);
    }

    [Theory]
    [InlineData("(1, NULL, 'notified', 'confirm', 'confirmed', 'bob', NULL, NULL)", "23514")]
    [InlineData("(2, 1, 'open', 'notify', 'notified', 'bob', NULL, NULL)", "23503")]
    [InlineData("(2, 1, 'notified', 'close', 'confirmed', 'bob', NULL, NULL)", "23514")]
    [InlineData("(3, 2, 'notified', 'appeal', 'appealed', 'bob', NULL, NULL)", "23503")]
    [InlineData("(1, NULL, 'open', 'notify', 'notified', 'bob', NULL, NULL)", "23505")]
    [InlineData("(2, 1, 'notified', 'confirm', 'confirmed', 'bob', NULL, NULL)", "23514")]
    [InlineData("(2, 1, 'notified', 'confirm', 'confirmed', 'ann', 1, 'ann')", "23514")]
    [InlineData("(2, 1, 'notified', 'confirm', 'confirmed', 'ann', 1, 'bob')", "23503")]
    [InlineData("(2, 1, 'notified', 'confirm', 'confirmed', 'os:root', 1, 'ann')", "23514")]
    public async Task A_step_that_cannot_follow_or_that_one_person_takes_alone_is_refused(string step, string state)
    {
        await using var hub = await Market.OpenAsync(postgres);
        var number = await hub.DetectAsync(Market.Enough);
        await hub.ActAsync(number, CaseAction.Notify);
        var refused = await Assert.ThrowsAsync<PostgresException>(() => hub.ExecuteAsync(
            $"""
            INSERT INTO canonical.case_step (case_number, no, previous, before, action, state, taken_by, reviews_no,
                                             reviews_by, taken_on, reason, run_id)
            SELECT '{number}', s.*, DATE '2026-11-01', 'because', (SELECT max(id) FROM ops.run)
              FROM (VALUES {step}) AS s (no, previous, before, action, state, by, reviews_no, reviews_by)
            """.Replace("s.*", "no, previous::int, before, action, state, by, reviews_no::int, reviews_by",
                StringComparison.Ordinal)));
        Assert.Equal(state, refused.SqlState);
    }

    [Theory]
    [InlineData("UPDATE canonical.case_step SET reason = 'x'")]
    [InlineData("DELETE FROM canonical.case_step")]
    [InlineData("UPDATE canonical.diversion_ruling SET verdict = 'dismissed'")]
    [InlineData("DELETE FROM canonical.volume_move")]
    public async Task Steps_rulings_and_moves_are_never_changed(string sql)
    {
        await using var hub = await Market.OpenAsync(postgres);
        await hub.ConfirmAsync(await hub.DetectAsync(Market.Enough));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => hub.ExecuteAsync(sql));
        Assert.Contains("append-only", refused.MessageText);
    }

    [Theory]
    [InlineData("side, dealer_code, quantity, net_amount, NULL::bigint", "side = 'out'", "23505")]
    [InlineData("side, dealer_code, -quantity, -net_amount, seq", "side = 'out'", "23514")]
    [InlineData("side, dealer_code, -quantity - 1, -net_amount, seq", "side = 'in'", "23514")]
    public async Task Volume_is_moved_once_and_never_lost(string move, string which, string state)
    {
        await using var hub = await Market.OpenAsync(postgres);
        await hub.ConfirmAsync(await hub.DetectAsync(Market.Enough));
        var refused = await Assert.ThrowsAsync<PostgresException>(() => hub.ExecuteAsync(
            $"""
            INSERT INTO canonical.volume_move (case_number, ruling_seq, happened_on, product_code, currency,
                                               gross_amount, arithmetic, side, dealer_code, quantity, net_amount,
                                               reverses)
            SELECT case_number, ruling_seq, happened_on, product_code, currency, 0, '', {move}
              FROM canonical.volume_move WHERE {which}
            """));
        Assert.Equal(state, refused.SqlState);
    }
}
