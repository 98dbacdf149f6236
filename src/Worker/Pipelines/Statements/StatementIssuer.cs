using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using DealerIntegration.Connectors.Spreadsheets;
using DealerIntegration.Connectors.Spreadsheets.Results;
using DealerIntegration.Worker.Jobs;
using DealerIntegration.Worker.Pipelines.Intake;
using DealerIntegration.Worker.Storage;
using Npgsql;

namespace DealerIntegration.Worker.Pipelines.Statements;

/// <summary>
/// Issues a statement (出具对账单): gives it its number and due date, writes the workbook into the dealer's outbox and
/// keeps both. A dealer whose last statement of the month holds the same figures gets no second one.
/// </summary>
internal sealed class StatementIssuer(DealerPost post, StatementTerms terms)
{
    /// <returns>How many files were written.</returns>
    public async Task<int> IssueAsync(
        NpgsqlTransaction transaction, ChunkScope chunk, long reconciled, DealerStatement draft, LastStatement? last,
        ReplyLanguage language)
    {
        var own = terms.Of(draft.DealerCode);
        var statement = draft with
        {
            DueOn = draft.IssuedOn.AddDays(own.DueDays),
            SilenceClause = own.Clause,
        };
        var figures = FiguresOf(statement);
        if (last?.Figures == figures)
        {
            return 0;
        }

        var no = (last?.No ?? 0) + 1;
        statement = statement with { Number = NumberOf(statement, no) };
        var workbook = StatementWorkbook.Write(statement, language);
        await StatementStore.AddAsync(
            transaction,
            new NewStatement
            {
                Number = statement.Number,
                DealerCode = statement.DealerCode,
                Period = statement.Period,
                No = no,
                Run = chunk.Run.Id,
                Reconciled = reconciled,
                Currency = statement.Currency,
                IssuedOn = statement.IssuedOn,
                DueOn = statement.DueOn,
                OurClosing = statement.Closing,
                TheirClosing = statement.DealerClosing,
                Silence = own.Silence == SilenceRule.Agreed ? "agreed" : "open",
                Clause = own.Clause,
                Figures = figures,
                Body = workbook,
                Items =
                [
                    .. statement.Differences.Select(d => new NewStatementItem(
                        d.Item, $"{d.OurDocument ?? "-"} / {d.DealerEntry ?? "-"}", d.Amount)),
                ],
            },
            chunk.Cancel);
        await post.GiveAsync(
            transaction,
            new Unasked(
                statement.DealerCode, "statement",
                $"对账单_{statement.DealerCode}_{statement.Period}_{chunk.Run.Id}.xlsx", workbook, language, figures),
            chunk.Run.Id,
            chunk.Cancel);
        return 1;
    }

    private static string NumberOf(DealerStatement statement, int no) => string.Create(
        CultureInfo.InvariantCulture,
        $"DZ-{statement.DealerCode}-{statement.Period.Replace("-", "", StringComparison.Ordinal)}-{no}");

    // The day it is printed, what the dealer has answered meanwhile and how ages are called are no reason to ask again.
    private static string FiguresOf(DealerStatement statement) => Convert.ToHexStringLower(
        SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(statement with
        {
            Number = "",
            IssuedOn = default,
            DueOn = default,
            Ageing = statement.Ageing with { BandStarts = [] },
            Differences = [.. statement.Differences.Select(d => d with { Earlier = null })],
        })));
}
